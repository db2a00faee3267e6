/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-change.h"

#include "zhihui-store-audit.h"
#include "zhihui-store-clock.h"

#define DAY_S 86400
/* A holiday before the work began may decide on which working day it was done. */
#define LONGEST_REST_DAYS 15

static gboolean
write_notices (
  ZhihuiStore *store, GPtrArray *notices, const char *source, gint64 now, GError **error)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const ZhihuiNotice    *notice = notices->pdata[i];
      g_autofree char       *subject = g_strdup_printf ("calendar %d", notice->year);
      const ZhihuiAuditEntry entry = { .actor = "command",
                                       .action = "calendar.loaded",
                                       .subject = subject,
                                       .reason = source,
                                       .n_rows = notice->days->len };

      if (!zhihui_store_write_notice (store, notice, source, now, error) ||
          !zhihui_store_write_audit (store, &entry, error))
        return FALSE;
    }
  return TRUE;
}

/* The days of the years of @notices that one calendar has as worked and the other not. */
static void
find_difference (ZhihuiWorkCalendar *before,
                 ZhihuiWorkCalendar *after,
                 GPtrArray          *notices,
                 ZhihuiClockChange  *change)
{
  for (guint i = 0; i < notices->len; i++)
    {
      int    year = ((const ZhihuiNotice *) notices->pdata[i])->year;
      gint32 last = zhihui_day_from_ymd (year + 1, 1, 31);

      for (gint32 day = zhihui_day_from_ymd (year - 1, 12, 1); day <= last; day++)
        {
          gint64 at = (gint64) day * DAY_S;

          if (zhihui_work_calendar_is_workday (before, day) ==
              zhihui_work_calendar_is_workday (after, day))
            continue;
          if (change->early_from == ZHIHUI_NO_INSTANT)
            change->early_from = change->early_to = at;
          change->early_from = MIN (change->early_from, at - DAY_S);
          change->early_to = MAX (change->early_to, at + LONGEST_REST_DAYS * DAY_S);
        }
    }
}

/* What is to be written. */
typedef struct
{
  GPtrArray  *notices; /* (element-type ZhihuiNotice) borrowed */
  const char *source;
} Notices;

static gboolean
write_calendar (
  ZhihuiStore *store, ZhihuiLedger *names, ZhihuiClockChange *change, gpointer what, GError **error)
{
  const Notices *told = what;
  g_autoptr (ZhihuiWorkCalendar) before = zhihui_store_load_calendar (store, error);
  g_autoptr (ZhihuiWorkCalendar) after = NULL;

  if (before == NULL ||
      !write_notices (store, told->notices, told->source, change->moment, error) ||
      (after = zhihui_store_load_calendar (store, error)) == NULL)
    return FALSE;

  find_difference (before, after, told->notices, change);
  return TRUE;
}

/**
 * zhihui_calendar_change_begin:
 * @notices: (element-type ZhihuiNotice): settled, no year twice
 * @source: name of the file, for the audit log
 * @now: the platform's moment
 *
 * Writes the notices and notes that deadlines are to follow them (zhihui_clock_change_begin ()).
 */
gboolean
zhihui_calendar_change_begin (
  ZhihuiStore *store, GPtrArray *notices, const char *source, gint64 now, GError **error)
{
  Notices what = { notices, source };

  g_return_val_if_fail (store != NULL && notices != NULL, FALSE);

  return zhihui_clock_change_begin (store, "calendar", now, write_calendar, &what, error);
}

/**
 * zhihui_calendar_change_run:
 * @notices: (element-type ZhihuiNotice): settled, no year twice
 * @source: name of the file, for the audit log
 * @now: the platform's moment
 * @report: (out): what was changed
 *
 * The same, and all that follows from it (zhihui_clock_change_run ()).
 */
gboolean
zhihui_calendar_change_run (ZhihuiStore       *store,
                            GPtrArray         *notices,
                            const char        *source,
                            gint64             now,
                            ZhihuiClockReport *report,
                            GError           **error)
{
  Notices what = { notices, source };

  return zhihui_clock_change_run (store, "calendar", now, write_calendar, &what, report, error);
}
