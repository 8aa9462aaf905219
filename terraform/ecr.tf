resource "aws_ecr_repository" "api" {
  name                 = "${var.name}-api"
  image_tag_mutability = "IMMUTABLE" # what a task definition names stays what it was
  force_delete         = local.force_destroy

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
  }

  # A repository's encryption is for life: one that is imported with another must not be replaced, images and all.
  lifecycle {
    ignore_changes = [encryption_configuration]
  }
}

import {
  for_each = var.import_ecr_repository ? toset(["${var.name}-api"]) : toset([])
  to       = aws_ecr_repository.api
  id       = each.value
}

resource "aws_ecr_lifecycle_policy" "api" {
  repository = aws_ecr_repository.api.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images go after a day"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The last 20 images stay, enough to roll back"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
        action       = { type = "expire" }
      },
    ]
  })
}
