/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-public-alert.h"

/* The kinds that a public screen may tell, and those that are for desks alone (docs/alerts.md). */
static const char *const public_kinds[] = {
  "overdue", "due_soon", "unit_rate", "stale", "meeting", "hot_word", NULL,
};
static const char *const desk_kinds[] = { "sensitive", "group_risk", "repeat", NULL };

/**
 * zhihui_alert_is_public:
 *
 * A wall's token is told of nothing else; this is for a platform that is wrong about it. Alerts
 * without a kind come from platforms that know no kinds.
 *
 * Returns: whether @alert may be told in public by name: of a kind that is known to be harmless,
 * and not about one case
 */
gboolean
zhihui_alert_is_public (const ZhihuiAlert *alert)
{
  return alert->case_id == NULL &&
         (*alert->kind == '\0' || g_strv_contains (public_kinds, alert->kind));
}

/**
 * zhihui_alert_is_for_desks:
 *
 * Returns: whether @alert may not be seen in public, whoever sent it. Kinds that nobody here knows
 * may, so that no alert of another platform is lost
 */
gboolean
zhihui_alert_is_for_desks (const ZhihuiAlert *alert)
{
  if (alert->case_id != NULL)
    return TRUE;
  for (guint i = 0; desk_kinds[i] != NULL; i++)
    if (g_ascii_strcasecmp (desk_kinds[i], alert->kind) == 0)
      return TRUE;

  return FALSE;
}

/**
 * zhihui_alerts_list_for_wall:
 * @alerts: (nullable): as they were told
 *
 * Returns: (transfer container) (element-type ZhihuiAlert): those that are not for desks alone, in
 * their order; borrowed from @alerts
 */
GPtrArray *
zhihui_alerts_list_for_wall (ZhihuiAlerts *alerts)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; alerts != NULL && i < alerts->items->len; i++)
    if (!zhihui_alert_is_for_desks (alerts->items->pdata[i]))
      g_ptr_array_add (list, alerts->items->pdata[i]);

  return list;
}
