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

  assert {
    condition = length(regexall("(?m)^variable ", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) == length(regexall(
      "(?m)^variable \"[a-z_]+\" \\{\n  description = \"[^\n]+\"\n  type +=", replace(join("", [for file in fileset(path.module, "variables*.tf") : file(file)]), "description  ", "description ")
    ))
    error_message = "each variable must begin with its description and type"
  }

  assert { # oidc, provisioned_pollers and existing_kafka are off by null
    condition = length(regexall("(?m)^  nullable", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) == sum([
      length(regexall("(?m)^variable ", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))),
      -length(regexall("default +=\\s+null # as the profile says", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))), -3,
    ])
    error_message = "no variable may be null but those that a profile gives a value, and those that null switches off"
  }

  assert {
    condition = alltrue([for name in flatten(regexall("variable \"([a-z_]+)\" \\{[^}]*default +=\\s+null # as the profile says", join("", [for file in fileset(path.module, "variables*.tf") : file(file)]))) :
      contains(keys(local.common), name)
    ]) && alltrue([for name in keys(local.common) : can(regex("variable \"${name}\" \\{", join("", [for file in fileset(path.module, "variables*.tf") : file(file)])))])
    error_message = "what is as the profile says must be in the profiles, and the other way round"
  }

  assert {
    condition     = !can(regex("var\\.(${join("|", keys(local.common))})\\b", join("", [for file in setsubtract(fileset(path.module, "*.tf"), concat(tolist(fileset(path.module, "variables*.tf")), ["profiles.tf", "vpc.tf"])) : file(file)])))
    error_message = "only profiles.tf may read a variable that a profile gives a value: everything else reads the switch in force"
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

  assert {
    condition = alltrue(flatten([for file in concat(tolist(fileset(path.module, "iam*.tf")), ["cloudwatch.tf", "event_source_mappings.tf"]) : [
      for line in split("\n", file(file)) : length(line) <= 120
    ]]))
    error_message = "roles, alarms, graphs and mappings must fit a screen: 120 characters a line"
  }

  assert {
    condition     = toset([for role in keys(local.roles) : role if !contains(keys(local.functions), role)]) == toset([for role in ["api", "execution", "firehose", "backup", "flow-logs"] : role if contains(keys(local.roles), role)]) && alltrue([for role in ["api", "execution", "firehose", "backup", "flow-logs"] : fileexists("iam_${replace(role, "-", "_")}.tf")])
    error_message = "each role must have its file"
  }
}
