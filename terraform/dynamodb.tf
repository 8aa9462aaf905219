locals {
  table_prefix = "${var.name}-"

  tables = {
    timestamps   = { hash_key = "day", range_key = "at", attributes = { day = "S", at = "S", id = "S" }, index = "id", ttl = null }
    likes        = { hash_key = "movieId", range_key = null, attributes = { movieId = "S" }, index = null, ttl = null }
    idempotency  = { hash_key = "id", range_key = null, attributes = { id = "S" }, index = null, ttl = "expiresAt" }
    orders       = { hash_key = "OrderNo", range_key = null, attributes = { OrderNo = "S" }, index = null, ttl = null }
    customers    = { hash_key = "Customer", range_key = null, attributes = { Customer = "S" }, index = null, ttl = null }
    dead_letters = { hash_key = "source", range_key = "offset", attributes = { source = "S", offset = "N" }, index = null, ttl = null }
  }

  # From the name, not from the resource, so that a policy need not wait for a table.
  table_arns = { for name in keys(local.tables) : name => "${local.arn}:dynamodb:${local.region}:${local.account}:table/${local.table_prefix}${name}" }

  customers = { for customer in jsondecode(file("${path.module}/data/customers.json")) : customer.Customer => customer }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${local.table_prefix}${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash_key
  range_key                   = each.value.range_key
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = each.value.attributes
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.index[*]
    content {
      name            = "by_${global_secondary_index.value}" # DynamoDB wants three characters at least
      hash_key        = global_secondary_index.value
      projection_type = "ALL"
    }
  }

  dynamic "ttl" {
    for_each = each.value.ttl[*]
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = var.enable_point_in_time_recovery && each.key != "idempotency" # its items live for a day
  }

  server_side_encryption {
    enabled = true # by the key aws/dynamodb, whose use CloudTrail shows
  }
}

resource "aws_dynamodb_table_item" "customer" {
  for_each = local.customers

  table_name = aws_dynamodb_table.this["customers"].name
  hash_key   = aws_dynamodb_table.this["customers"].hash_key

  item = jsonencode({
    Customer  = { S = each.value.Customer }
    address   = { S = each.value.address }
    longitude = { N = tostring(each.value.longitude) }
    latitude  = { N = tostring(each.value.latitude) }
  })
}
