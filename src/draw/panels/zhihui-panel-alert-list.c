/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>

#include "zhihui-alert-words.h"
#include "zhihui-format.h"

#define TOP 56

/* Whole minutes: a list whose seconds run says nothing more, and does not rest. */
static char *
make_age (gint64 age_s)
{
  return zhihui_format_age (MAX (age_s - age_s % 60, 60));
}

/* Ages count on only while the platform is heard. */
static char *
make_second (ZhihuiSketch *sketch, const ZhihuiAlert *alert)
{
  gint64           now = sketch->moment->local_now;
  g_autofree char *when = zhihui_sketch_make_time (sketch, alert->raised_at);
  g_autofree char *age = make_age (now - alert->raised_at);
  g_autofree char *raised = g_strdup_printf (_ ("raised %s"), when);
  const char      *level = zhihui_alert_words_get_level (alert->level);

  if (alert->acknowledged)
    return g_strdup_printf ("%s · %s · %s", level, raised, _ ("acknowledged"));
  if (sketch->kept)
    return g_strdup_printf ("%s · %s", level, raised);
  /* Translators: level, when it was raised, how long ago. */
  return g_strdup_printf (C_ ("alert", "%1$s · raised %2$s, %3$s ago"), level, when, age);
}

static void
add_alert (ZhihuiSketch *sketch, GPtrArray *rows, const ZhihuiAlert *alert)
{
  g_autofree char *name = zhihui_alert_words_make_text (alert);
  ZhihuiListRow   *row = zhihui_row_list_add (rows, alert->id, name);

  row->second = make_second (sketch, alert);
  row->has_sign = TRUE;
  row->sign = alert->acknowledged ? ZHIHUI_SYMBOL_CHECK : ZHIHUI_SYMBOL_UP;
  row->attention = !alert->acknowledged;
  row->quiet = alert->acknowledged;
}

/**
 * zhihui_panel_alert_list_draw:
 *
 * The alerts that stand, in the order of the platform: what nobody has taken note of first.
 */
void
zhihui_panel_alert_list_draw (ZhihuiSketch *sketch)
{
  const ZhihuiAlerts *alerts = zhihui_sketch_read (sketch, ZHIHUI_DATASET_ALERTS, _ ("alerts"));
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  zhihui_sketch_head (sketch, NULL, NULL);
  zhihui_sketch_speak (sketch, "%s", zhihui_sketch_get_title (sketch));
  if (zhihui_sketch_excuse (sketch))
    return;

  /* Nothing is known of today's: yesterday's are not shown as if they were. */
  if (zhihui_sketch_is_day_over (sketch) && sketch->kept)
    zhihui_sketch_notice (sketch,
                          _ ("No alerts can arrive"),
                          _ ("none are raised or shown while offline"),
                          _ ("in urgent matters call the duty office"));
  else if (alerts->items->len == 0)
    zhihui_sketch_notice (sketch, _ ("No alerts"), NULL, NULL);
  else
    for (guint i = 0; i < alerts->items->len; i++)
      add_alert (sketch, rows, alerts->items->pdata[i]);
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}
