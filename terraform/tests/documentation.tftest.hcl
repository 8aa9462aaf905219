# What a reader of the code may rely on.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "everything_is_described" {
  command = plan

  assert { # oidc and provisioned_pollers are off by null
    condition = length(regexall("(?m)^variable ", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) == length(regexall(
      "(?m)^variable \"[a-z_]+\" \\{\n  description = \"[^\n]+\"\n  type +=", replace(join("", [for file in fileset(path.module, "variables*.tf") : file(file)]), "description  ", "description ")
    ))
    error_message = "each variable must begin with its description and type"
  }

  assert {
    condition     = length(regexall("(?m)^  nullable", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) == length(regexall("(?m)^variable ", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) - 2
    error_message = "no variable but oidc and provisioned_pollers may be null"
  }

  assert {
    condition     = length(regexall("(?m)^output ", file("${path.module}/outputs.tf"))) == length(regexall("(?m)^output \"[a-z_]+\" \\{\n  description = \"[^\n]+\"\n", file("${path.module}/outputs.tf")))
    error_message = "each output must begin with its description"
  }

  assert {
    condition     = !can(regex("(?m)^(module|provisioner) ", join("", [for file in fileset(path.module, "*.tf") : file(file)])))
    error_message = "resources must be plain, without modules"
  }

  assert {
    condition = alltrue([for name in flatten(regexall("(?m)^# ([a-z_]+) +=", file("${path.module}/terraform.tfvars.example"))) :
      strcontains(join("", [for file in fileset(path.module, "variables*.tf") : file(file)]), "variable \"${name}\"")
    ])
    error_message = "terraform.tfvars.example must name variables that exist"
  }
}
