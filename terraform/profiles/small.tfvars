# A service with few users: about 0.89 USD an hour, most of it for Kafka without servers. These are the defaults, with HTTPS
# by the deploy script, and alarms as soon as alarm_emails names somebody.
# Given up: endpoints are in one zone, whose loss stops new tasks and pollers; deletion is not refused.
#   cp terraform/profiles/small.tfvars terraform/terraform.tfvars

kafka_mode    = "serverless"
desired_count = 2
tags          = { Profile = "small" }
