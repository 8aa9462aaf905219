# The tables of pipeline.json, and what it seeds them with.

locals {
  # Or copies of another's.
  own_tables = { for name, table in local.pipeline.tables : name => table if var.replica_of == "" }

  # Optional members of a table, as lists of none or one.
  tables = { for name, table in local.own_tables : name => {
    hash_key   = table.hash_key
    range_keys = [for member, key in table : key if member == "range_key"]
    indexes    = { for member, index in lookup(table, "indexes", {}) : member => index }
    ttls       = [for member, attribute in table : attribute if member == "ttl"]
  } }

  # Seeded items by the value of their hash key. A number is what the file writes without quotes.
  seeds = { for seed in flatten([for name, table in local.own_tables : [
    for item in jsondecode(file("${path.module}/${table.seed}")) :
    { key = item[table.hash_key.name], table = name, item = item }
  ] if contains(keys(table), "seed")]) : seed.key => seed }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${local.table_prefix}${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash_key.name
  range_key                   = one(each.value.range_keys[*].name)
  deletion_protection_enabled = local.deletion_protection

  dynamic "attribute" {
    for_each = {
      for key in concat([each.value.hash_key], each.value.range_keys, values(each.value.indexes)) : key.name => key.type
    }
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.name
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = each.value.ttls
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = local.enable_point_in_time_recovery && length(each.value.ttls) == 0 # what expires is not worth restoring
  }

  server_side_encryption {
    enabled     = true # by the key aws/dynamodb, whose use CloudTrail shows, unless there is a key of the stack's own
    kms_key_arn = local.key_arn
  }

  stream_enabled   = length(var.replica_regions) > 0 # what replicas are made of
  stream_view_type = length(var.replica_regions) > 0 ? "NEW_AND_OLD_IMAGES" : null

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name            = replica.value
      point_in_time_recovery = local.enable_point_in_time_recovery && length(each.value.ttls) == 0
      propagate_tags         = true
    }
  }
}

resource "aws_dynamodb_table_item" "seed" {
  for_each = local.seeds

  table_name = aws_dynamodb_table.this[each.value.table].name
  hash_key   = aws_dynamodb_table.this[each.value.table].hash_key

  item = jsonencode({ for name, value in each.value.item :
    name => startswith(jsonencode(value), "\"") ? { S = value } : { N = tostring(value) }
  })
}

moved {
  from = aws_dynamodb_table_item.customer
  to   = aws_dynamodb_table_item.seed
}
