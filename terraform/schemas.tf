# Shareable test events: in the console's Test tab of a function, and for `aws lambda invoke`. Lambda keeps them as the
# examples of a schema _FUNCTION-schema in one registry of a fixed name.

locals {
  test_event_registry = "lambda-testevent-schemas"

  test_events = {
    events     = ["greeting", "like", "malformed", "order-enriched", "timestamp", "tombstone"]
    enrichment = ["malformed", "order", "tombstone"]
  }
}

resource "aws_schemas_registry" "test_events" {
  count = contains(["create", "import"], var.test_event_registry) ? 1 : 0

  name        = local.test_event_registry
  description = "Shareable test events of Lambda functions"

  lifecycle { # one that is imported keeps what its owners wrote
    ignore_changes = [description, tags, tags_all]
  }
}

import {
  for_each = var.test_event_registry == "import" ? toset([local.test_event_registry]) : toset([])
  to       = aws_schemas_registry.test_events[0]
  id       = each.value
}

resource "aws_schemas_schema" "test_events" {
  for_each = {
    for function, events in local.test_events : function => events
    if var.test_event_registry != "none" && contains(keys(local.functions), function)
  }

  name          = "_${aws_lambda_function.this[each.key].function_name}-schema"
  registry_name = local.test_event_registry
  type          = "OpenApi3"
  description   = "Test events of ${aws_lambda_function.this[each.key].function_name}"

  content = jsonencode({
    openapi = "3.0.0"
    info    = { title = "Event", version = "1.0.0" }
    paths   = {}
    components = {
      schemas = {
        Event = {
          type       = "object"
          required   = ["eventSource", "records"]
          properties = { eventSource = { type = "string" }, records = { type = "object" } }
        }
      }
      examples = {
        for event in each.value : event => { value = jsondecode(file("${path.module}/data/events/${event}.json")) }
      }
    }
  })

  depends_on = [aws_schemas_registry.test_events]
}
