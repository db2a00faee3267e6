/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-alert-store.h"
#include "zhihui-alert-text.h"
#include "zhihui-mask.h"
#include "zhihui-request.h"
#include "zhihui-wire-alert-story.h"

/* What it is about: a meeting is named by the key, but for the decisions that a unit owes. */
static void
name_subject (ZhihuiAlertStory *story, const ZhihuiAlertRow *row, const ZhihuiLedger *ledger)
{
  const char *name = row->key + strlen (row->kind) + 1;

  if (row->unit < ledger->units->len)
    story->unit = g_strdup (((const ZhihuiUnit *) ledger->units->pdata[row->unit])->id);
  if (g_str_equal (row->kind, "meeting") && !g_str_has_prefix (name, "decision-"))
    story->meeting = g_strdup (name);
  if (!row->is_open)
    story->resolved_at = row->resolved_at;
}

static char *
write_alert (ZhihuiRequest *request, const ZhihuiAlertRow *row)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiLedger  *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiZone    *zone = zhihui_platform_get_zone (request->platform);
  g_autoptr (ZhihuiAlertStory) story = zhihui_alert_story_new ();
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();
  g_autoptr (GError) error = NULL;
  ZhihuiAlert *alert = zhihui_alert_row_make_alert (row, ledger, zone, TRUE);

  g_ptr_array_add (alerts->items, alert);
  if (!zhihui_request_sees_unit_named (request, alert->unit))
    return zhihui_request_not_found (request);

  if (!zhihui_alert_store_load_steps (
        zhihui_platform_get_store (request->platform), row, story, &error))
    {
      g_warning ("alert: %s", error->message);
      return zhihui_request_refuse (request, 503, "maintenance", "the database cannot be read");
    }

  alerts->stamp.as_of = zhihui_figures_get_as_of (figures);
  alerts->stamp.revision = g_strdup (zhihui_figures_get_revision (figures));
  /* Who took note, and what they wrote, is a person's: for a desk it is text all the same. */
  zhihui_mask_member (&alert->acknowledged_by, ZHIHUI_MASK_DESK);
  for (guint i = 0; i < story->steps->len; i++)
    {
      zhihui_mask_member (&((ZhihuiAlertStep *) story->steps->pdata[i])->by, ZHIHUI_MASK_DESK);
      zhihui_mask_member (&((ZhihuiAlertStep *) story->steps->pdata[i])->note, ZHIHUI_MASK_DESK);
    }
  name_subject (story, row, ledger);
  request->n_rows = 1;
  return zhihui_wire_encode_alert_with_story (alerts, story, zone);
}

/* GET /alerts/{id}: one alert, also one that is resolved, and what happened to it. */
char *
zhihui_route_alert (ZhihuiRequest *request)
{
  ZhihuiAlertWatch *watch = zhihui_platform_get_watch (request->platform);
  ZhihuiAlertRow   *row;
  ZhihuiAlertRow   *stored = NULL;
  char             *body;

  if (!zhihui_request_check (request))
    return NULL;
  if (watch == NULL)
    return zhihui_request_refuse (request, 503, "maintenance", "the alerts are being read");

  row = zhihui_alert_board_find (zhihui_alert_watch_get_board (watch), request->argument);
  if (row == NULL)
    row = stored =
      zhihui_alert_store_find (zhihui_platform_get_store (request->platform), request->argument);
  body = row != NULL ? write_alert (request, row) : zhihui_request_not_found (request);
  zhihui_alert_row_free (stored);
  return body;
}
