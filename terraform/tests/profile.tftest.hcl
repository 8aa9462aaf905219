# Each profile makes sense, and costs what its first line says: scripts/test_terraform.sh runs this with each of them. The
# defaults are the profile "small".

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "costs_what_it_says" {
  command = plan

  assert {
    condition     = strcontains(file("profiles/${lookup(var.tags, "Profile", "small")}.tfvars"), "about ${format("%.2f", tonumber(output.hourly_cost_usd.total))} USD an hour")
    error_message = "the profile costs ${output.hourly_cost_usd.total} USD an hour and says otherwise"
  }
}
