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

static ZhihuiAlert *
copy_alert (const ZhihuiAlert *alert)
{
  ZhihuiAlert *copy = g_new (ZhihuiAlert, 1);

  *copy = *alert;
  copy->id = g_strdup (alert->id);
  copy->kind = g_strdup (alert->kind);
  copy->text = g_strdup (alert->text);
  copy->unit = g_strdup (alert->unit);
  copy->acknowledged_by = g_strdup (alert->acknowledged_by);
  copy->etag = g_strdup (alert->etag);
  copy->case_id = g_strdup (alert->case_id);
  return copy;
}

/**
 * zhihui_situation_make_public:
 * @situation: (transfer none): as a source tells it
 *
 * What is to be drawn for everybody, without the alerts that are for desks alone.
 *
 * Returns: (transfer full): @situation itself where it has none
 */
ZhihuiSituation *
zhihui_situation_make_public (ZhihuiSituation *situation)
{
  const ZhihuiAlerts     *alerts = zhihui_situation_get_alerts (situation);
  ZhihuiSituationBuilder *builder;
  g_autoptr (ZhihuiAlerts) kept = zhihui_alerts_new ();

  for (guint i = 0; alerts != NULL && i < alerts->items->len; i++)
    if (!zhihui_alert_is_for_desks (alerts->items->pdata[i]))
      g_ptr_array_add (kept->items, copy_alert (alerts->items->pdata[i]));
  if (alerts == NULL || kept->items->len == alerts->items->len)
    return zhihui_situation_ref (situation);

  kept->stamp.as_of = alerts->stamp.as_of;
  kept->stamp.revision = g_strdup (alerts->stamp.revision);
  builder = zhihui_situation_builder_new (situation);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, kept);
  return zhihui_situation_builder_finish (builder);
}
