# Taking over what exists already. A pretended AWS has nothing to import from, so what is taken over is stated here.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "repository_and_registry" {
  command = apply

  variables {
    import_ecr_repository = true
    test_event_registry   = "import"
  }

  override_resource {
    target = aws_ecr_repository.api
    values = { repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/taken-over" }
  }

  override_resource {
    target = aws_schemas_registry.test_events[0]
    values = { arn = "arn:aws:schemas:eu-west-1:123456789012:registry/taken-over" }
  }

  assert {
    condition     = output.ecr_repository_url == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/taken-over"
    error_message = "the repository that exists must be used"
  }

  assert {
    condition     = endswith(aws_schemas_registry.test_events[0].arn, "taken-over") && length(aws_schemas_schema.test_events) == 2
    error_message = "the registry that exists must be used"
  }
}
