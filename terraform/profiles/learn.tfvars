# To look around and to teach: about 0.20 USD an hour. The whole pipeline runs, on the smallest brokers.
# Given up: a zone may take a broker and with it the last second copy; Spot may stop the only task for a minute; no archive,
# no restore, no logs of connections and requests.
#   cp terraform/profiles/learn.tfvars terraform/terraform.tfvars

kafka_mode                    = "provisioned"
zone_count                    = 2
desired_count                 = 1
on_demand_base                = 0
archive                       = "none"
enable_point_in_time_recovery = false
enable_flow_logs              = false
enable_access_logs            = false
force_destroy                 = true
tags                          = { Profile = "learn" }
