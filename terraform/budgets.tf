# Of the whole account: a budget can filter by tag only after somebody has made the tag a cost allocation tag in the
# billing console, and until then it would show 0 and warn of nothing.
resource "aws_budgets_budget" "monthly" {
  count = var.budget_limit_usd > 0 ? 1 : 0

  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.budget_limit_usd)
  limit_unit   = "USD"

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }
    content {
      notification_type          = notification.key
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = var.budget_emails
    }
  }
}
