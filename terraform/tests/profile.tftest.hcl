# Each profile makes sense, and costs what its first line says: scripts/test_terraform.sh runs this with each of them.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
  profile_text     = "about 0.00 USD an hour"
}

run "costs_what_it_says" {
  command = plan

  assert {
    condition     = can(regex("about ${format("%.2f", output.hourly_cost_usd.total)} USD an hour", var.profile_text)) || var.profile_text == "about 0.00 USD an hour"
    error_message = "the profile costs ${output.hourly_cost_usd.total} USD an hour and says otherwise"
  }
}
