# The functions and the event source mappings.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

# The first run, since a mapping that exists keeps its starting position.
run "mapping_options" {
  command = plan

  variables {
    enable_mappings             = false
    enable_on_failure_queue     = false
    starting_position           = "AT_TIMESTAMP"
    starting_position_timestamp = "2026-11-21T03:00:00Z"
    archive                     = "none"
    batch_size                  = 10
    batch_window_s              = 5
    filter_patterns             = { events = ["{\"value\":{\"movieId\":[{\"exists\":true}]}}"] }
  }

  assert {
    condition = alltrue([for mapping in aws_lambda_event_source_mapping.this :
      !mapping.enabled && length(mapping.destination_config) == 0 && mapping.starting_position_timestamp == "2026-11-21T03:00:00Z" && mapping.batch_size == 10 && mapping.maximum_batching_window_in_seconds == 5
    ])
    error_message = "mappings must take the options"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.this["events"].filter_criteria) == 1 && length(aws_lambda_event_source_mapping.this["orders"].filter_criteria) == 0
    error_message = "the filter must be on its topic alone"
  }

  assert {
    condition     = length(aws_sqs_queue.on_failure) == 0
    error_message = "without on-failure handling there is no queue"
  }
}

run "functions" {
  command = apply

  assert { # by which scripts/destroy.sh tells them from those of a stack with a longer name
    condition     = alltrue([for name in concat(keys(local.pipeline.functions), keys(local.pipeline.tables)) : can(regex("^[a-z_]+$", name))])
    error_message = "functions and tables must be named without hyphens"
  }

  assert {
    condition = { for name, function in aws_lambda_function.this : name => function.handler } == {
      events     = "plainstream.consumer.EventsHandler"
      queries    = "plainstream.consumer.QueriesHandler"
      enrichment = "plainstream.consumer.EnrichmentHandler"
      archive    = "plainstream.consumer.ArchiveHandler"
    }
    error_message = "the handlers are other ones"
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.runtime == "java21" && function.architectures == tolist(["arm64"]) && function.publish])
    error_message = "functions must be published for java21 on ARM"
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.snap_start[0].apply_on == "PublishedVersions"]) && alltrue([for alias in aws_lambda_alias.live : alias.name == "live" && alias.function_version == "7"])
    error_message = "functions must start from the snapshot of the version behind the alias"
  }

  assert {
    condition     = [for name, function in aws_lambda_function.this : name if length(function.vpc_config) > 0] == ["enrichment"] && length(aws_lambda_function.this["enrichment"].layers) == 1
    error_message = "only enrichment is in the VPC and has the Kafka layer"
  }

  assert {
    condition     = toset(aws_lambda_function.this["enrichment"].vpc_config[0].subnet_ids) == toset([for subnet in aws_subnet.private : subnet.id])
    error_message = "enrichment must be in the private subnets"
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.logging_config[0].log_format == "JSON"]) && alltrue([for group in aws_cloudwatch_log_group.function : group.retention_in_days == 30])
    error_message = "functions must log JSON, not for ever"
  }

  assert {
    condition = aws_lambda_function.this["events"].environment[0].variables == tomap({
      TABLE_PREFIX           = "plainstream-"
      LOG_LEVEL              = "INFO"
      TIMESTAMP_SHARDS       = "1"
      SOURCE_EPOCH           = "11111111-2222-3333-4444-555555555555-s1"
      PARTIAL_BATCH_RESPONSE = "false"
      IDEMPOTENCY_TTL_S      = "86400"
    })
    error_message = "the environment of events is another one"
  }

  assert {
    condition     = aws_lambda_function.this["enrichment"].environment[0].variables.KAFKA_BOOTSTRAP_SERVERS == "boot-1.c1.kafka-serverless.eu-west-1.amazonaws.com:9098" && aws_lambda_function.this["enrichment"].environment[0].variables.KAFKA_AUTH == "iam"
    error_message = "enrichment must publish to the cluster with IAM"
  }

  assert {
    condition     = aws_lambda_function.this["queries"].environment[0].variables == tomap({ TABLE_PREFIX = "plainstream-", LOG_LEVEL = "INFO", TIMESTAMP_SHARDS = "1" })
    error_message = "the environment of queries is another one"
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.reserved_concurrent_executions == -1])
    error_message = "by default no concurrency is reserved"
  }
}

run "function_options" {
  command = plan

  variables {
    functions_in_vpc     = true
    enable_snap_start    = false
    reserved_concurrency = { events = 5 }
    function_memory_mb   = 1024
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : length(function.vpc_config) == 1 && length(function.snap_start) == 0 && function.memory_size == 1024])
    error_message = "all functions must be in the VPC, without snapshots, with the memory"
  }

  assert {
    condition     = aws_lambda_function.this["events"].reserved_concurrent_executions == 5 && aws_lambda_function.this["queries"].reserved_concurrent_executions == -1
    error_message = "concurrency must be reserved for events alone"
  }
}

run "function_package_must_be_there" {
  command = plan

  variables {
    function_package = "missing.zip"
  }

  expect_failures = [aws_lambda_function.this]
}

run "layer_package_must_be_there" {
  command = plan

  variables {
    layer_package = "missing.zip"
  }

  expect_failures = [aws_lambda_layer_version.kafka]
}

run "mappings" {
  command = apply

  assert {
    condition     = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.topics if !startswith(name, "archive-") } == { for topic in ["events", "orders", "orders-enriched"] : topic => toset([topic]) }
    error_message = "each topic must have a mapping of its own"
  }

  assert {
    condition = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.amazon_managed_kafka_event_source_config[0].consumer_group_id if !startswith(name, "archive-") } == {
      events          = "plainstream-events-events"
      orders          = "plainstream-enrichment-orders"
      orders-enriched = "plainstream-events-orders-enriched"
    }
    error_message = "the consumer groups are other ones"
  }

  assert {
    condition     = alltrue([for mapping in aws_lambda_event_source_mapping.this : endswith(mapping.function_name, ":live") && mapping.enabled && mapping.starting_position == "TRIM_HORIZON"])
    error_message = "mappings must call the alias and begin with the oldest record"
  }

  assert {
    condition = alltrue([for mapping in aws_lambda_event_source_mapping.this :
      length(mapping.provisioned_poller_config) == 0 && mapping.function_response_types == null && mapping.bisect_batch_on_function_error == null
    ])
    error_message = "on-demand mappings take no error handling"
  }

  assert {
    condition     = alltrue([for mapping in aws_lambda_event_source_mapping.this : mapping.destination_config[0].on_failure[0].destination_arn == aws_sqs_queue.on_failure[0].arn])
    error_message = "batches that Lambda gives up on must be reported"
  }
}

run "provisioned_pollers" {
  command = plan

  variables {
    provisioned_pollers = { minimum = 2, maximum = 8, attempts = 50, record_age_s = 3600 }
  }

  assert {
    condition = alltrue([for mapping in aws_lambda_event_source_mapping.this :
      mapping.provisioned_poller_config[0].minimum_pollers == 2 && mapping.provisioned_poller_config[0].maximum_pollers == 8 && mapping.function_response_types == toset(["ReportBatchItemFailures"])
      && mapping.bisect_batch_on_function_error && mapping.maximum_retry_attempts == 50 && mapping.maximum_record_age_in_seconds == 3600
    ])
    error_message = "provisioned mode must come with partial batch responses, bisection and limits on retries"
  }

  assert {
    condition     = aws_lambda_function.this["events"].environment[0].variables.PARTIAL_BATCH_RESPONSE == "true" && aws_lambda_function.this["enrichment"].environment[0].variables.PARTIAL_BATCH_RESPONSE == "true"
    error_message = "the handlers must know that partial responses are heard"
  }
}

run "provisioned_pollers_by_default_never_give_up_after_ten" {
  command = plan

  variables {
    provisioned_pollers = {}
  }

  assert {
    condition     = alltrue([for mapping in aws_lambda_event_source_mapping.this : mapping.maximum_retry_attempts == 10000 && mapping.maximum_record_age_in_seconds == -1])
    error_message = "the default must not be -1, which Lambda reads as 10 beside an on-failure queue"
  }
}

run "test_events" {
  command = plan

  assert {
    condition     = aws_schemas_registry.test_events[0].name == "lambda-testevent-schemas" && aws_schemas_schema.test_events["events"].name == "_plainstream-events-schema"
    error_message = "Lambda looks for test events under fixed names"
  }

  assert {
    condition = toset(flatten([for schema in aws_schemas_schema.test_events : keys(jsondecode(schema.content).components.examples)])) == toset([
      for file in fileset(path.module, "data/events/*.json") : trimsuffix(basename(file), ".json")
    ])
    error_message = "every sample event must be a test event"
  }

  assert {
    condition     = alltrue(flatten([for schema in aws_schemas_schema.test_events : [for example in values(jsondecode(schema.content).components.examples) : example.value.eventSource == "aws:kafka"]]))
    error_message = "test events must be events of MSK"
  }
}

run "test_events_shared" {
  command = plan

  variables {
    test_event_registry = "share"
  }

  assert {
    condition     = length(aws_schemas_registry.test_events) == 0 && length(aws_schemas_schema.test_events) == 2
    error_message = "a shared registry must be used and left alone"
  }
}

run "test_events_off" {
  command = plan

  variables {
    test_event_registry = "none"
  }

  assert {
    condition     = length(aws_schemas_registry.test_events) + length(aws_schemas_schema.test_events) == 0
    error_message = "without test events there is nothing in the registry"
  }
}
