/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-freezer.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-freeze-job.h"

#define WORKING_DAYS 3
#define LOOK_EVERY_S 3600 /* platform seconds */
#define WATCHED_MONTHS 13 /* changes of older months are found when the data are loaded */
#define SLICE_US 2500     /* of what is copied for the thread, in one turn of the loop */
#define MAX_IN_VAIN 3     /* ticks that find it not copied: then it is copied at once */

struct _ZhihuiFreezer
{
  ZhihuiStore        *store;   /* borrowed */
  ZhihuiFigures      *figures; /* borrowed */
  ZhihuiWorkCalendar *calendar;
  char               *region;  /* owned */
  GPtrArray          *waiting; /* (element-type utf8): months to be looked at, the next one last */
  guint64             looked_revision; /* of the ledger */
  gint64              looked_at;       /* ZHIHUI_NO_INSTANT: all months are to be looked at */
  gint64              next_moment;     /* when the next month may be frozen */
  ZhihuiLedgerCut    *cut;             /* owned, or NULL: nothing is being copied for a thread */
  ZhihuiSnapshot     *cut_for;         /* owned, as long as @cut: */
  char               *cut_month;       /* owned */
  guint               slices;          /* source */
  guint               n_in_vain;
  ZhihuiFreezeJob    *job;        /* owned, or NULL: no month is being frozen */
  gboolean            has_frozen; /* and it was not told yet */
};

/**
 * zhihui_freezer_new:
 * @store: (transfer none): must outlive the freezer
 * @figures: (transfer none): the same
 * @calendar: (transfer none): is referenced
 * @region: code of the deployment
 */
ZhihuiFreezer *
zhihui_freezer_new (ZhihuiStore        *store,
                    ZhihuiFigures      *figures,
                    ZhihuiWorkCalendar *calendar,
                    const char         *region)
{
  ZhihuiFreezer *self = g_new0 (ZhihuiFreezer, 1);

  self->store = store;
  self->figures = figures;
  self->calendar = zhihui_work_calendar_ref (calendar);
  self->region = g_strdup (region);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->looked_at = ZHIHUI_NO_INSTANT;
  return self;
}

static void
drop_cut (ZhihuiFreezer *self)
{
  g_clear_handle_id (&self->slices, g_source_remove);
  g_clear_pointer (&self->cut, zhihui_ledger_cut_free);
  g_clear_pointer (&self->cut_for, zhihui_snapshot_free);
  g_clear_pointer (&self->cut_month, g_free);
}

void
zhihui_freezer_free (ZhihuiFreezer *self)
{
  if (self == NULL)
    return;

  drop_cut (self);
  zhihui_freeze_job_end (self->job);
  zhihui_work_calendar_unref (self->calendar);
  g_ptr_array_unref (self->waiting);
  g_free (self->region);
  g_free (self);
}

static gboolean
parse_month (const char *period, int *year, int *month)
{
  for (guint i = 0; i < 7; i++)
    if (i == 4 ? period[i] != '-' : !g_ascii_isdigit (period[i]))
      return FALSE;
  if (period[7] != '\0')
    return FALSE;

  *year = (int) g_ascii_strtoll (period, NULL, 10);
  *month = (int) g_ascii_strtoll (period + 5, NULL, 10);
  return *year >= 1 && *year < 9999 && *month >= 1 && *month <= 12;
}

/**
 * zhihui_freezer_get_moment:
 * @period: as 2020-07
 *
 * Returns: the beginning of the third working day after the month, before which its figures are
 *   still corrected; %ZHIHUI_NO_INSTANT when @period is no month
 */
gint64
zhihui_freezer_get_moment (const char *period, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone)
{
  int    year, month;
  gint32 last;

  if (!parse_month (period, &year, &month))
    return ZHIHUI_NO_INSTANT;

  last = zhihui_day_from_ymd (month == 12 ? year + 1 : year, month % 12 + 1, 1) - 1;
  return zhihui_zone_day_start (zone,
                                zhihui_work_calendar_add (calendar, last, WORKING_DAYS, NULL));
}

/**
 * zhihui_freezer_list_months:
 *
 * Returns: (transfer full) (element-type utf8): the months from that of the first data on that may
 *   be frozen at @now, oldest first
 */
GPtrArray *
zhihui_freezer_list_months (ZhihuiFreezer *self, gint64 now)
{
  GPtrArray  *months = g_ptr_array_new_with_free_func (g_free);
  ZhihuiZone *zone = zhihui_figures_get_zone (self->figures);
  gint64      first = zhihui_figures_get_first (self->figures);
  ZhihuiCivil civil;

  self->next_moment = G_MAXINT64;
  if (first == G_MAXINT64)
    return months;

  civil = zhihui_zone_to_civil (zone, first);
  for (int index = civil.year * 12 + civil.month - 1;; index++)
    {
      g_autofree char *month = g_strdup_printf ("%04d-%02d", index / 12, index % 12 + 1);
      gint64           moment = zhihui_freezer_get_moment (month, self->calendar, zone);

      if (moment > now || moment == ZHIHUI_NO_INSTANT)
        {
          self->next_moment = moment;
          return months;
        }
      g_ptr_array_add (months, g_steal_pointer (&month));
    }
}

/* The month without its figures; NULL with @error when it may not be frozen. */
static ZhihuiSnapshot *
begin (ZhihuiFreezer *self, const char *period, gint64 now, GError **error)
{
  ZhihuiZone *zone = zhihui_figures_get_zone (self->figures);
  gint64      moment = zhihui_freezer_get_moment (period, self->calendar, zone);

  if (zhihui_figures_is_partial (self->figures))
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("So large a database is counted by sums, which do not know what was "
                              "known then: its months cannot be frozen"));
      return NULL;
    }
  if (moment == ZHIHUI_NO_INSTANT || moment > now)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   moment > now ? _ ("%s may not be frozen yet")
                                : _ ("%s is not a month such as 2020-07"),
                   period);
      return NULL;
    }
  return zhihui_snapshot_begin (self->figures, period, self->region, moment, now);
}

/**
 * zhihui_freezer_freeze:
 * @period: a month, as 2020-07
 * @now: the platform's clock
 * @result: (out): what was done
 *
 * Counts the month as it was known on the third working day after its end, here and now. Where
 * figures or units differ from its newest snapshot, that stays and a new revision is added.
 *
 * Returns: %FALSE with %ZHIHUI_ERROR_INVALID when @period is no month that may be frozen yet, or
 *   with what hinders the store
 */
gboolean
zhihui_freezer_freeze (
  ZhihuiFreezer *self, const char *period, gint64 now, ZhihuiFreeze *result, GError **error)
{
  ZhihuiLedger *ledger = zhihui_figures_get_ledger (self->figures);
  ZhihuiZone   *zone = zhihui_figures_get_zone (self->figures);
  g_autoptr (ZhihuiSnapshot) snapshot = begin (self, period, now, error);

  if (snapshot == NULL)
    return FALSE;
  zhihui_snapshot_fill (snapshot, ledger, zone, self->region);
  return zhihui_snapshot_settle (
    snapshot, self->store, ledger->peers, zone, self->region, result, error);
}

static void
job_done (ZhihuiFreeze result, const GError *error, gpointer user_data)
{
  ZhihuiFreezer *self = user_data;

  if (error != NULL)
    g_warning ("a month cannot be frozen: %s", error->message);
  self->has_frozen = self->has_frozen || (error == NULL && result != ZHIHUI_FREEZE_SAME);
  g_clear_pointer (&self->job, zhihui_freeze_job_end);
}

/* In a thread, which has for itself what was copied. */
static void
start_job (ZhihuiFreezer *self)
{
  self->job = zhihui_freeze_job_start (zhihui_store_get_address (self->store),
                                       g_steal_pointer (&self->cut_for),
                                       zhihui_ledger_cut_finish (g_steal_pointer (&self->cut)),
                                       zhihui_figures_get_zone (self->figures),
                                       self->region,
                                       job_done,
                                       self);
  drop_cut (self);
  self->n_in_vain = 0;
}

/* The ledger has changed: what was copied is of before. The next tick begins anew. */
static void
give_up (ZhihuiFreezer *self)
{
  g_ptr_array_add (self->waiting, g_steal_pointer (&self->cut_month));
  self->n_in_vain++;
  drop_cut (self);
}

static void
copy_until (ZhihuiFreezer *self, gint64 until)
{
  if (!zhihui_ledger_cut_is_current (self->cut))
    give_up (self);
  else if (zhihui_ledger_cut_go_on (self->cut, until))
    start_job (self);
}

static gboolean
copy_slice_cb (gpointer user_data)
{
  ZhihuiFreezer *self = user_data;

  copy_until (self, g_get_monotonic_time () + SLICE_US);
  return G_SOURCE_CONTINUE; /* where nothing is left to copy, it is removed already */
}

/* In a thread, where the store can be opened once more. */
static gboolean
start (ZhihuiFreezer *self, const char *month, gint64 now, GError **error)
{
  ZhihuiSnapshot *snapshot;
  ZhihuiFreeze    result;

  if (zhihui_store_get_address (self->store) == NULL)
    {
      if (!zhihui_freezer_freeze (self, month, now, &result, error))
        return FALSE;
      self->has_frozen = result != ZHIHUI_FREEZE_SAME;
      return TRUE;
    }

  snapshot = begin (self, month, now, error);
  if (snapshot == NULL)
    return FALSE;
  self->cut = zhihui_snapshot_cut (snapshot, self->figures);
  self->cut_for = snapshot;
  self->cut_month = g_strdup (month);
  if (self->n_in_vain >= MAX_IN_VAIN)
    copy_until (self, G_MAXINT64);
  else
    self->slices = g_idle_add (copy_slice_cb, self);
  return TRUE;
}

/* A loop that is never idle, or a ledger that is never the same, must not keep a month from being
 * frozen. */
static void
look_at_cut (ZhihuiFreezer *self)
{
  if (!zhihui_ledger_cut_is_current (self->cut))
    give_up (self);
  else if (++self->n_in_vain >= MAX_IN_VAIN)
    copy_until (self, G_MAXINT64);
}

/* Which months are to be looked at now. */
static void
fill_waiting (ZhihuiFreezer *self, gint64 now)
{
  ZhihuiLedger *ledger = zhihui_figures_get_ledger (self->figures);
  gboolean      is_first = self->looked_at == ZHIHUI_NO_INSTANT;
  g_autoptr (GPtrArray) months = NULL;
  guint n;

  if (!is_first && now < self->next_moment &&
      (ledger->revision == self->looked_revision || now - self->looked_at < LOOK_EVERY_S))
    return;

  months = zhihui_freezer_list_months (self, now);
  n = is_first ? months->len : MIN (months->len, WATCHED_MONTHS);
  for (guint i = months->len; i > months->len - n; i--)
    g_ptr_array_add (self->waiting, g_strdup (months->pdata[i - 1]));
  self->looked_revision = ledger->revision;
  self->looked_at = now;
}

/**
 * zhihui_freezer_tick:
 * @now: the moment the figures are of
 * @has_frozen: (out): whether a snapshot was added since the last time
 *
 * Begins to look at one month at the most, and at none before the last has been looked at or where
 * the ledger does not hold all work. Months are looked at when the data were loaded, when one
 * becomes due, and hourly of the platform's clock after changes.
 */
gboolean
zhihui_freezer_tick (ZhihuiFreezer *self, gint64 now, gboolean *has_frozen, GError **error)
{
  g_autofree char *month = NULL;
  gboolean         done;

  *has_frozen = self->has_frozen;
  self->has_frozen = FALSE;
  if (self->cut != NULL)
    look_at_cut (self);
  if (self->cut != NULL || self->job != NULL || zhihui_figures_is_partial (self->figures))
    return TRUE;
  if (self->waiting->len == 0)
    fill_waiting (self, now);
  if (self->waiting->len == 0)
    return TRUE;

  month = g_ptr_array_steal_index (self->waiting, self->waiting->len - 1);
  done = start (self, month, now, error);
  *has_frozen = *has_frozen || self->has_frozen;
  self->has_frozen = FALSE;
  return done;
}

/**
 * zhihui_freezer_is_busy:
 *
 * Returns: whether a month is being looked at, or waits for it
 */
gboolean
zhihui_freezer_is_busy (ZhihuiFreezer *self)
{
  return self->cut != NULL || self->job != NULL || self->waiting->len > 0;
}

/**
 * zhihui_freezer_set_calendar:
 *
 * The calendar from which it is told when a month may be frozen.
 */
void
zhihui_freezer_set_calendar (ZhihuiFreezer *self, ZhihuiWorkCalendar *calendar)
{
  zhihui_work_calendar_ref (calendar);
  zhihui_work_calendar_unref (self->calendar);
  self->calendar = calendar;
}

void
zhihui_freezer_look_again (ZhihuiFreezer *self)
{
  drop_cut (self);
  g_ptr_array_set_size (self->waiting, 0);
  self->looked_at = ZHIHUI_NO_INSTANT;
}
