/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-alert-rules.h"
#include "zhihui-alert-text.h"
#include "zhihui-case-alerts.h"
#include "zhihui-error.h"
#include "zhihui-event.h"
#include "zhihui-push.h"

#define BATCH 200        /* cases read in one transaction */
#define READING_US 80000 /* real time of one tick */
#define FIRST_READING_US 2000000

/* How often a rule is judged, in seconds of the platform. */
static const struct
{
  void (*judge) (ZhihuiAlertScene *scene);
  guint period_s;
} rules[] = {
  { zhihui_alert_rules_judge_work, 10 },    { zhihui_alert_rules_judge_rates, 900 },
  { zhihui_alert_rules_judge_words, 60 },   { zhihui_alert_rules_judge_meetings, 10 },
  { zhihui_alert_rules_judge_sources, 60 },
};

struct _ZhihuiAlertWatch
{
  ZhihuiAlertScene  scene; /* owns the board alone */
  ZhihuiCaseReader *reader;
  ZhihuiCaseAlerts *case_alerts;
  ZhihuiPushRules  *push_rules;
  gint64            next_at[G_N_ELEMENTS (rules)];
  gint64            now;      /* of the last tick */
  guint64           revision; /* of the ledger then */
  gint64            told_to;  /* id of the last event that was looked at, -1 not known */
  gboolean          has_read; /* the first long reading is over */
};

static gint64
read_told_to (ZhihuiAlertWatch *self)
{
  g_autofree char *told_to = zhihui_store_get_setting (self->scene.store, "told_to");

  return told_to != NULL ? g_ascii_strtoll (told_to, NULL, 10) : -1;
}

static ZhihuiPushRules *
read_push_rules (ZhihuiStore *store)
{
  g_autofree char *text = zhihui_store_get_setting (store, "push");
  g_autoptr (GError) error = NULL;
  ZhihuiPushRules *rules_of_store =
    zhihui_push_rules_parse (text != NULL ? text : ZHIHUI_PUSH_DEFAULT, &error);

  if (rules_of_store != NULL)
    return rules_of_store;
  g_warning ("%s", error->message);
  return zhihui_push_rules_parse (ZHIHUI_PUSH_DEFAULT, NULL);
}

/**
 * zhihui_alert_watch_new:
 * @store: must outlive it, as @figures and their ledger, which is loaded
 *
 * With the alerts that were open when the database was written last. Nothing is read or judged
 * before zhihui_alert_watch_tick().
 */
ZhihuiAlertWatch *
zhihui_alert_watch_new (ZhihuiStore        *store,
                        ZhihuiFigures      *figures,
                        ZhihuiWorkCalendar *calendar,
                        ZhihuiZone         *zone,
                        GError            **error)
{
  g_autoptr (ZhihuiAlertWatch) self = g_new0 (ZhihuiAlertWatch, 1);
  ZhihuiLedger *ledger = zhihui_figures_get_ledger (figures);

  self->scene = (ZhihuiAlertScene){
    .store = store, .ledger = ledger, .figures = figures, .now = ZHIHUI_NO_INSTANT
  };
  self->scene.calendar = zhihui_work_calendar_ref (calendar);
  self->scene.zone = zhihui_zone_ref (zone);
  self->now = G_MININT64;
  self->told_to = read_told_to (self);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    self->next_at[i] = G_MININT64;
  self->push_rules = read_push_rules (store);
  self->scene.board = zhihui_alert_board_new (store, error);
  if (self->scene.board == NULL)
    return NULL;

  self->reader = zhihui_case_reader_new (store, ledger, calendar, zone, error);
  if (self->reader == NULL)
    return NULL;

  self->case_alerts = zhihui_case_alerts_new (ledger, self->reader);
  return g_steal_pointer (&self);
}

void
zhihui_alert_watch_free (ZhihuiAlertWatch *self)
{
  if (self == NULL)
    return;

  zhihui_case_alerts_free (self->case_alerts);
  zhihui_case_reader_free (self->reader);
  zhihui_alert_board_free (self->scene.board);
  zhihui_push_rules_free (self->push_rules);
  zhihui_work_calendar_unref (self->scene.calendar);
  zhihui_zone_unref (self->scene.zone);
  g_free (self);
}

ZhihuiAlertBoard *
zhihui_alert_watch_get_board (ZhihuiAlertWatch *self)
{
  return self->scene.board;
}

/* What does not get done in the time of a tick is done in the next. */
static gboolean
read_cases (ZhihuiAlertWatch *self, gint64 now, GError **error)
{
  gint64 end = g_get_monotonic_time () + (self->has_read ? READING_US : FIRST_READING_US);
  guint  n_read;

  do
    if (!zhihui_case_reader_read (self->reader, BATCH, &n_read, error))
      return FALSE;
  while (n_read > 0 && g_get_monotonic_time () < end);

  self->has_read = TRUE;
  return zhihui_case_reader_forget (self->reader, now, error);
}

/* With a clock that stands, a change of the data is what brings a rule up again. */
static void
judge (ZhihuiAlertWatch *self)
{
  gint64   now = self->scene.now;
  gboolean stands = now == self->now && self->revision != self->scene.ledger->revision;

  zhihui_alert_board_begin (self->scene.board, now);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (stands || now >= self->next_at[i])
      {
        rules[i].judge (&self->scene);
        self->next_at[i] =
          zhihui_figures_lacks_counts (self->scene.figures) ? G_MININT64 : now + rules[i].period_s;
      }
  zhihui_case_alerts_judge (self->case_alerts, &self->scene);
}

static gboolean
tell_change (ZhihuiAlertWatch *self, const ZhihuiAlertChange *change, guint *n_told, GError **error)
{
  g_autofree char *text = zhihui_alert_row_make_text (change->row, self->scene.zone, TRUE);
  gboolean         is_word = g_str_equal (change->row->kind, "hot_word");
  ZhihuiNews       news = { .kind = is_word ? "hot_word" : "alert",
                            .subject = change->row->key,
                            .text = text,
                            .level = change->level,
                            .unit = change->row->unit,
                            .at = change->at };

  return zhihui_push_rules_tell (self->push_rules, self->scene.store, &news, n_told, error);
}

static gboolean
tell_instruction (ZhihuiAlertWatch *self, ZhihuiStatement *row, guint *n_told, GError **error)
{
  g_autofree char *subject =
    g_strdup_printf ("c-%" G_GINT64_FORMAT, zhihui_statement_get_integer (row, 1));
  g_autofree char *text = g_strdup_printf (_ ("A leader gave an instruction on case %s"),
                                           zhihui_statement_get_text (row, 4));
  ZhihuiNews       news = { .kind = "instruct",
                            .subject = subject,
                            .text = text,
                            .level = ZHIHUI_LEVEL_ORANGE,
                            .unit = ZHIHUI_NO_INDEX,
                            .at = zhihui_statement_get_integer (row, 2) };

  if (!zhihui_statement_is_null (row, 3))
    news.unit = (guint32) (zhihui_statement_get_integer (row, 3) - 1);
  return zhihui_push_rules_tell (self->push_rules, self->scene.store, &news, n_told, error);
}

static gint64
find_last_event (ZhihuiAlertWatch *self)
{
  static const char sql[] = "SELECT COALESCE (MAX (id), 0) FROM event";
  ZhihuiStatement  *row = zhihui_store_prepare (self->scene.store, sql);
  gint64            id =
    zhihui_statement_step (row) == ZHIHUI_STEP_ROW ? zhihui_statement_get_integer (row, 0) : 0;

  zhihui_statement_reset (row);
  return id;
}

/* Instructions since the last time. What happened before anybody watched is not told. */
static gboolean
tell_events (ZhihuiAlertWatch *self, gint64 last, guint *n_told, GError **error)
{
  static const char sql[] =
    "SELECT e.id, e.case_id, e.at, e.unit_id, c.no FROM event e JOIN cases c ON c.id = e.case_id"
    " WHERE e.id > ?1 AND e.id <= ?2 AND e.kind = ?3 ORDER BY e.id";
  ZhihuiStatement *row = zhihui_store_prepare (self->scene.store, sql);
  ZhihuiStep       step;

  zhihui_statement_bind_integer (row, 1, self->told_to);
  zhihui_statement_bind_integer (row, 2, last);
  zhihui_statement_bind_integer (row, 3, ZHIHUI_EVENT_INSTRUCTED);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    if (!tell_instruction (self, row, n_told, error))
      {
        zhihui_statement_reset (row);
        return FALSE;
      }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (self->scene.store), error);
}

static gboolean
write_changes (ZhihuiAlertWatch *self, gint64 last, GError **error)
{
  const GArray    *changes = zhihui_alert_board_get_changes (self->scene.board);
  g_autofree char *told_to = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  guint            n_told = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const ZhihuiAlertChange *change = &g_array_index (changes, ZhihuiAlertChange, i);

      if (change->is_worse && !tell_change (self, change, &n_told, error))
        return FALSE;
    }
  if (self->told_to >= 0 && last > self->told_to && !tell_events (self, last, &n_told, error))
    return FALSE;
  return (last <= self->told_to ||
          zhihui_store_set_setting (self->scene.store, "told_to", told_to, error)) &&
         zhihui_alert_board_write (self->scene.board, error);
}

/* Another platform over the same database raises the same alerts and tells the same. */
static gboolean
follow_others (ZhihuiAlertWatch *self, GError **error)
{
  self->told_to = MAX (self->told_to, read_told_to (self));
  return zhihui_alert_board_follow (self->scene.board, error);
}

static gboolean
commit (ZhihuiAlertWatch *self, gint64 last, gboolean done, GError **error)
{
  if (!done || !zhihui_store_commit (self->scene.store, error))
    {
      zhihui_store_rollback (self->scene.store);
      return FALSE;
    }
  zhihui_alert_board_note_written (self->scene.board);
  self->told_to = MAX (self->told_to, last);
  return TRUE;
}

static gboolean
is_any_changed (ZhihuiAlertWatch *self)
{
  const GPtrArray *rows = zhihui_alert_board_get_rows (self->scene.board);

  for (guint i = 0; i < rows->len; i++)
    if (((const ZhihuiAlertRow *) rows->pdata[i])->is_changed)
      return TRUE;
  return FALSE;
}

static gboolean
store_changes (ZhihuiAlertWatch *self, GError **error)
{
  gint64 last =
    self->revision != self->scene.ledger->revision ? find_last_event (self) : self->told_to;

  if (last == self->told_to && !is_any_changed (self))
    return TRUE;

  if (!zhihui_store_begin (self->scene.store, error))
    return FALSE;
  return commit (
    self, last, follow_others (self, error) && write_changes (self, last, error), error);
}

/**
 * zhihui_alert_watch_has_unread:
 *
 * Returns: whether cases came in that nobody has read
 */
gboolean
zhihui_alert_watch_has_unread (ZhihuiAlertWatch *self)
{
  return zhihui_case_reader_has_new (self->reader);
}

/**
 * zhihui_alert_watch_follow:
 *
 * Takes over what others have read and judged, after the ledger has taken over their cases.
 */
gboolean
zhihui_alert_watch_follow (ZhihuiAlertWatch *self, GError **error)
{
  return zhihui_case_reader_follow (self->reader, error) &&
         zhihui_alert_board_follow (self->scene.board, error);
}

/**
 * zhihui_alert_watch_read:
 *
 * Reads cases that came in: as many as fit into the time of a tick. In the caller's transaction if
 * there is one; then others read the same cases neither before nor meanwhile.
 *
 * Returns: %FALSE with @error: OFFLINE when the database was locked, then the next time does what
 * is left; after any other error ledger and watch must be made anew
 */
gboolean
zhihui_alert_watch_read (ZhihuiAlertWatch *self, gint64 now, GError **error)
{
  return read_cases (self, now, error);
}

/**
 * zhihui_alert_watch_judge:
 * @now: moment of the figures
 * @changed: (out): whether an alert is different from before
 *
 * Judges the rules that are due, and stores what has changed.
 *
 * Returns: as zhihui_alert_watch_read()
 */
gboolean
zhihui_alert_watch_judge (ZhihuiAlertWatch *self, gint64 now, gboolean *changed, GError **error)
{
  self->scene.now = now;
  judge (self);
  *changed = is_any_changed (self);
  if (!store_changes (self, error))
    return FALSE;

  self->now = now;
  self->revision = self->scene.ledger->revision;
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const ZhihuiAlertRow *one = *(const ZhihuiAlertRow *const *) a;
  const ZhihuiAlertRow *other = *(const ZhihuiAlertRow *const *) b;
  gboolean              is_noted = one->acknowledged_by != NULL;

  if (is_noted != (other->acknowledged_by != NULL))
    return is_noted ? 1 : -1;
  if (one->level != other->level)
    return one->level > other->level ? -1 : 1;
  if (one->raised_at != other->raised_at)
    return one->raised_at > other->raised_at ? -1 : 1;
  return strcmp (one->key, other->key);
}

static gboolean
may_be_seen (const ZhihuiAlertRow *row, gboolean for_desk, const ZhihuiAlertFilter *filter)
{
  return row->is_open && (for_desk || !row->is_desk_only) &&
         (filter->sees_unit == NULL || filter->sees_unit (filter->user_data, row->unit));
}

static gboolean
is_asked_for (const ZhihuiAlertRow *row, const ZhihuiAlertFilter *filter)
{
  gboolean is_noted = row->acknowledged_by != NULL;

  return (filter->notes == ZHIHUI_ALERTS_ALL ||
          is_noted == (filter->notes == ZHIHUI_ALERTS_WITH_NOTE)) &&
         (filter->level < 0 || (int) row->level == filter->level) &&
         (filter->kind == NULL || g_str_equal (row->kind, filter->kind)) &&
         (filter->id == NULL || g_str_equal (row->key, filter->id));
}

/**
 * zhihui_alert_watch_make_alerts:
 * @for_desk: whether the reader may see more than a public screen
 *
 * Returns: (transfer full): the alerts that are open and pass @filter, those nobody took note of
 *   first, then by level and age; the total counts also those beyond the limit
 */
ZhihuiAlerts *
zhihui_alert_watch_make_alerts (ZhihuiAlertWatch        *self,
                                gboolean                 for_desk,
                                const ZhihuiAlertFilter *filter)
{
  const GPtrArray *all = zhihui_alert_board_get_rows (self->scene.board);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  ZhihuiAlerts *alerts = zhihui_alerts_new ();

  alerts->stamp.as_of = zhihui_figures_get_as_of (self->scene.figures);
  alerts->stamp.revision = g_strdup (zhihui_figures_get_revision (self->scene.figures));
  for (guint i = 0; i < all->len; i++)
    if (may_be_seen (all->pdata[i], for_desk, filter) && is_asked_for (all->pdata[i], filter))
      g_ptr_array_add (rows, all->pdata[i]);
  g_ptr_array_sort (rows, compare_rows);
  alerts->total = rows->len;
  for (guint i = 0; i < rows->len && i < filter->limit; i++)
    g_ptr_array_add (
      alerts->items,
      zhihui_alert_row_make_alert (rows->pdata[i], self->scene.ledger, self->scene.zone, for_desk));
  return alerts;
}

/* Alerts as the person saw them, or nothing. */
static ZhihuiAlertRow *
find_seen (ZhihuiAlertWatch *self, const char *key, gint64 version, GError **error)
{
  ZhihuiAlertRow *row;

  if (!zhihui_alert_board_follow (self->scene.board, error))
    return NULL;

  row = zhihui_alert_board_find (self->scene.board, key);
  if (row != NULL && row->version == version)
    return row;

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS, "another platform has written this alert");
  return NULL;
}

/**
 * zhihui_alert_watch_acknowledge:
 * @row: of the board, open; may be gone afterwards
 * @by: name of the person
 *
 * Takes note of an alert, in the store at once.
 *
 * Returns: %FALSE with EXISTS when the alert is not any more as it is in @row
 */
gboolean
zhihui_alert_watch_acknowledge (
  ZhihuiAlertWatch *self, ZhihuiAlertRow *row, const char *by, const char *note, GError **error)
{
  g_autofree char *key = g_strdup (row->key);
  ZhihuiAlertRow  *seen;

  if (!zhihui_store_begin (self->scene.store, error))
    return FALSE;

  seen = find_seen (self, key, row->version, error);
  if (seen != NULL)
    zhihui_alert_board_acknowledge (self->scene.board, seen, by, note, self->scene.now);
  return commit (
    self, self->told_to, seen != NULL && write_changes (self, self->told_to, error), error);
}
