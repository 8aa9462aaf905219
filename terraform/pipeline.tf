# What pipeline.json says, in the shapes that the other files need. The local stack reads the same description, so that
# a table, a route, a topic or a right is written down once.

locals {
  pipeline = jsondecode(file("${path.module}/pipeline.json"))

  topics = toset(keys(local.pipeline.topics))

  # The topics that the API or a function writes to, by its name.
  topics_of_writer = { for writer in distinct(flatten([for topic in values(local.pipeline.topics) : topic.writers])) :
    writer => [for name, topic in local.pipeline.topics : name if contains(topic.writers, writer)]
  }

  # Functions by what they do: publish (and so need Kafka), consume a topic, answer the load balancer.
  publishers = toset(setintersection(keys(local.topics_of_writer), keys(local.pipeline.functions)))
  consumers  = toset([for mapping in values(local.pipeline.mappings) : mapping.function])
  answerers  = toset([for route in local.pipeline.routes : route.function])

  # The functions that the options ask for: one that publishes has no work without Kafka, and an archive is an option.
  function_names = { for name in keys(local.pipeline.functions) : name => "${var.name}-${name}"
    if(local.has_kafka || !contains(local.publishers, name)) && (local.has_archive_function || name != "archive")
  }

  # The routes by their first word. Their order is that of the listener's rules: a new one belongs at the end, since a
  # rule cannot take the priority that another still has.
  routes = {
    for index, route in local.pipeline.routes :
    trimprefix(route.path, "/") => merge(route, { priority = 10 * (index + 1) })
  }

  # From the name, not from the resource, so that a policy need not wait for a table.
  table_prefix = "${coalesce(var.replica_of, var.name)}-"
  table_arns = { for name in keys(local.pipeline.tables) :
    name => "${local.arn}:dynamodb:${local.region}:${local.account}:table/${local.table_prefix}${name}"
  }

  # What each function may do on which table. Who may query a table may query its indexes.
  table_statements = { for function in keys(local.pipeline.functions) : function => flatten([
    for name, table in local.pipeline.tables : [
      for statement in [
        {
          sid       = replace(title(replace(name, "_", " ")), " ", "")
          actions   = [for action in table.grants[function] : "dynamodb:${action}"]
          resources = [local.table_arns[name]]
        },
        {
          sid     = "${replace(title(replace(name, "_", " ")), " ", "")}Indexes"
          actions = ["dynamodb:Query"]
          resources = [
            for index in keys(lookup(table, "indexes", {})) : "${local.table_arns[name]}/index/${index}"
            if contains(table.grants[function], "Query")
          ]
        },
      ] : statement if length(statement.resources) > 0
    ] if contains(keys(table.grants), function)
  ]) }
}
