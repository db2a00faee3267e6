/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-alert-rules.h"
#include "zhihui-format.h"
#include "zhihui-mask.h"
#include "zhihui-word-lists.h"

static char *
tell_overdue (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  return g_strdup_printf (ngettext ("%d case overdue and not answered",
                                    "%d cases overdue and not answered",
                                    (gulong) row->count),
                          (int) row->count);
}

static char *
tell_due_soon (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  return g_strdup_printf (
    ngettext ("%d deadline is near", "%d deadlines are near", (gulong) row->count),
    (int) row->count);
}

static char *
tell_rate (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  ZhihuiMetric     metric;
  g_autofree char *rate = zhihui_format_rate (row->k, row->n);
  g_autofree char *fraction = zhihui_format_fraction (row->k, row->n);
  g_autofree char *target = NULL;

  if (!zhihui_metric_parse (row->subject, &metric))
    return g_strdup (row->subject);

  target = zhihui_format_percent (zhihui_rate_get_limit (metric), 0);
  /* Translators: name of a rate, its value, numerator/denominator, the target */
  return g_strdup_printf (_ ("%s %s (%s) is above %s"),
                          _ (zhihui_metric_get_traits (metric)->title),
                          rate,
                          fraction,
                          target);
}

static char *
tell_word (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  return g_strdup_printf (_ ("Suddenly many cases about '%s'"), row->subject);
}

/* The subject is what a desk calls it, a tabulator, what a public screen may call it. */
static char *
tell_meeting (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  const char      *tab = strchr (row->subject, '\t');
  g_autofree char *whole =
    g_strndup (row->subject, tab != NULL ? (gsize) (tab - row->subject) : strlen (row->subject));
  g_autofree char *title = zhihui_mask_text (for_desk      ? whole
                                             : tab != NULL ? tab + 1
                                                           : "",
                                             for_desk ? ZHIHUI_MASK_DESK : ZHIHUI_MASK_WALL);
  g_autofree char *start = zhihui_format_clock (zone, row->n, FALSE);

  switch (row->k)
    {
    case 0:
      return g_strdup_printf (_ ("%s begins at %s"), title, start);
    case 1:
      return g_strdup_printf (_ ("%s is going on"), title);
    default:
      return g_strdup_printf (
        ngettext ("%d decision is overdue", "%d decisions are overdue", (gulong) row->count),
        (int) row->count);
    }
}

static char *
tell_sensitive (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  const struct
  {
    ZhihuiSensitiveClass class;
    const char *name;
  } classes[] = {
    { ZHIHUI_SENSITIVE_SELF_HARM, _ ("self-harm") }, { ZHIHUI_SENSITIVE_VIOLENCE, _ ("violence") },
    { ZHIHUI_SENSITIVE_MASS, _ ("many people") },    { ZHIHUI_SENSITIVE_MINOR, _ ("minors") },
    { ZHIHUI_SENSITIVE_SECRET, _ ("secrets") },
  };
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if ((row->k & classes[i].class) != 0)
      {
        if (names->len > 0)
          g_string_append (names, C_ ("list", ", "));
        g_string_append (names, classes[i].name);
      }
  /* Translators: kinds of words */
  return g_strdup_printf (_ ("A case speaks of %s"), names->str);
}

static char *
tell_repeat (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  /* Translators: name of a topic, how many cases */
  return g_strdup_printf (row->k != 0 ? _ ("%s: the same person again after a bad rating (%d)")
                                      : _ ("%s: the same person again (%d)"),
                          row->subject,
                          (int) row->count);
}

/* The subject is "370302104/幸福小区", a tabulator, the topic. */
static char *
tell_group_risk (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  g_auto (GStrv) parts = g_strsplit (row->subject, "\t", 2);
  const char *slash = parts[0] != NULL ? strchr (parts[0], '/') : NULL;
  const char *place = slash != NULL ? slash + 1 : parts[0] != NULL ? parts[0] : "";
  const char *topic = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

  /* Translators: a place, a topic, how many people */
  return g_strdup_printf (ngettext ("%s, %s: %d person", "%s, %s: %d people", (gulong) row->count),
                          place,
                          topic,
                          (int) row->count);
}

static char *
tell_stale (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  g_autofree char *last = zhihui_format_clock (zone, row->n, FALSE);

  /* Translators: a source of data, a time of the day */
  return g_strdup_printf (_ ("Nothing new from %s since %s"), row->subject, last);
}

static const struct
{
  const char *kind;
  char *(*tell) (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk);
} tellers[] = {
  { "overdue", tell_overdue }, { "due_soon", tell_due_soon },     { "unit_rate", tell_rate },
  { "hot_word", tell_word },   { "meeting", tell_meeting },       { "sensitive", tell_sensitive },
  { "repeat", tell_repeat },   { "group_risk", tell_group_risk }, { "stale", tell_stale },
};

/**
 * zhihui_alert_row_make_text:
 * @for_desk: whether the reader may see more than a public screen
 *
 * Returns: (transfer full): what to look at, in the language of the program; without names of
 * people
 */
char *
zhihui_alert_row_make_text (const ZhihuiAlertRow *row, ZhihuiZone *zone, gboolean for_desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (tellers); i++)
    if (g_str_equal (tellers[i].kind, row->kind))
      return tellers[i].tell (row, zone, for_desk);
  return g_strdup (row->kind);
}

/**
 * zhihui_alert_row_make_alert:
 *
 * Returns: (transfer full): the alert as a reader of that scope may see it
 */
ZhihuiAlert *
zhihui_alert_row_make_alert (const ZhihuiAlertRow *row,
                             ZhihuiLedger         *ledger,
                             ZhihuiZone           *zone,
                             gboolean              for_desk)
{
  ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

  alert->id = g_strdup (row->key);
  alert->kind = g_strdup (row->kind);
  alert->text = zhihui_alert_row_make_text (row, zone, for_desk);
  alert->unit = g_strdup (row->unit < ledger->units->len
                            ? ((const ZhihuiUnit *) ledger->units->pdata[row->unit])->short_name
                            : "");
  alert->level = row->level;
  alert->count = row->count;
  alert->raised_at = row->raised_at;
  alert->updated_at = row->updated_at;
  alert->acknowledged = row->acknowledged_by != NULL;
  if (!for_desk)
    return alert;

  alert->acknowledged_by = g_strdup (row->acknowledged_by);
  alert->etag = zhihui_alert_row_dup_etag (row);
  if (row->case_id != 0)
    alert->case_id = g_strdup_printf ("c-%" G_GINT64_FORMAT, row->case_id);
  return alert;
}
