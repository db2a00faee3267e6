/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-place-day.h"

#include <stdlib.h>

#include "zhihui-place-meeting.h"
#include "zhihui-place.h"

#define DAY_S 86400
#define OWED_SETTING "owed_reviews" /* meetings;cases */

/* What random numbers are for. */
enum
{
  PURPOSE_SCHEDULE = 19,
  PURPOSE_LATER = 20,
  PURPOSE_ASKED = 21,
  PURPOSE_SYNC = 22,
};

/* How many of something there are on each day of the history, and how large each is. */
typedef struct
{
  guint *counts; /* owned, by day; NULL when there are none */
  guint *sizes;  /* owned, one after the other */
  guint  n, n_days;
  double size; /* mean, for the time after the history */
} Series;

struct _ZhihuiPlaceDays
{
  const ZhihuiScenario *scenario;   /* not owned */
  ZhihuiLifeCycle      *life_cycle; /* not owned */
  guint64               seed;
  gint32                first_day;
  Series                reviews, receptions, pushes;
};

static void
clear_series (Series *series)
{
  g_free (series->counts);
  g_free (series->sizes);
}

static char **
read_schedule (const ZhihuiScenario *scenario, const char *key, guint n_fields)
{
  char **fields = g_key_file_get_string_list (scenario->profile, "schedule", key, NULL, NULL);

  if (fields != NULL && g_strv_length (fields) < n_fields)
    g_error ("[schedule] %s of %s has too few fields", key, scenario->name);
  return fields;
}

/* @n of them on @days, which may be the same, and @total parts: one each, the rest as it falls. */
static void
fill_series (Series *series, ZhihuiRandom *random, const GArray *days, guint n, guint total)
{
  series->n = n;
  series->size = (double) total / MAX (n, 1);
  series->sizes = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      series->counts[g_array_index (days, guint, zhihui_random_below (random, days->len))]++;
      series->sizes[i] = 1;
    }
  if (total > n)
    zhihui_place_spread (random, total - n, series->sizes, n);
}

static GArray *
list_days (ZhihuiPlaceDays *self, guint from, guint n, gboolean workdays)
{
  GArray             *days = g_array_new (FALSE, FALSE, sizeof (guint));
  ZhihuiWorkCalendar *calendar = zhihui_life_cycle_get_calendar (self->life_cycle);

  for (guint i = from; i < from + n; i++)
    if (!workdays || zhihui_work_calendar_is_workday (calendar, self->first_day + (gint32) i))
      g_array_append_val (days, i);
  return days;
}

static void
plan_meetings (ZhihuiPlaceDays *self)
{
  guint n_days = (guint) self->scenario->laws->days;
  g_autoptr (GArray) days = list_days (self, 0, n_days, TRUE);
  g_auto (GStrv) reviews = read_schedule (self->scenario, "reviews", 2);
  g_auto (GStrv) receptions = read_schedule (self->scenario, "receptions", 2);
  g_auto (GStrv) people = read_schedule (self->scenario, "people", 2);
  ZhihuiRandom random;

  if (reviews == NULL || receptions == NULL || people == NULL)
    return;

  zhihui_random_init (&random, self->seed, 0, PURPOSE_SCHEDULE);
  self->reviews.n_days = self->receptions.n_days = n_days;
  self->reviews.counts = g_new0 (guint, n_days);
  self->receptions.counts = g_new0 (guint, n_days);
  fill_series (&self->reviews, &random, days, (guint) atoi (reviews[0]), (guint) atoi (reviews[1]));
  fill_series (
    &self->receptions,
    &random,
    days,
    (guint) atoi (receptions[0]) + zhihui_random_below (&random, (guint) atoi (receptions[1]) + 1),
    (guint) atoi (people[0]) + zhihui_random_below (&random, (guint) atoi (people[1]) + 1));
}

static void
plan_pushes (ZhihuiPlaceDays *self)
{
  ZhihuiDatabase *db = zhihui_store_get_database (zhihui_life_cycle_get_store (self->life_cycle));
  g_auto (GStrv) fields = read_schedule (self->scenario, "pushes", 4);
  g_autoptr (GArray) days = NULL;
  guint        from, n_days;
  ZhihuiRandom random;

  if (fields == NULL || !zhihui_database_has_table (db, "push"))
    return;

  zhihui_random_init (&random, self->seed, 1, PURPOSE_SCHEDULE);
  from = (guint) atoi (fields[0]);
  n_days = (guint) atoi (fields[1]);
  days = list_days (self, from, n_days, FALSE);
  self->pushes.n_days = from + n_days;
  self->pushes.counts = g_new0 (guint, from + n_days);
  fill_series (&self->pushes,
               &random,
               days,
               (guint) atoi (fields[2]) +
                 zhihui_random_below (&random, (guint) atoi (fields[3]) + 1),
               0);
}

/**
 * zhihui_place_days_new:
 * @scenario: must outlive it
 * @life_cycle: must outlive it
 * @first_day: of the history
 */
ZhihuiPlaceDays *
zhihui_place_days_new (const ZhihuiScenario *scenario,
                       ZhihuiLifeCycle      *life_cycle,
                       guint64               seed,
                       gint32                first_day)
{
  ZhihuiPlaceDays *self;

  g_return_val_if_fail (scenario != NULL && life_cycle != NULL, NULL);

  self = g_new0 (ZhihuiPlaceDays, 1);
  self->scenario = scenario;
  self->life_cycle = life_cycle;
  self->seed = seed;
  self->first_day = first_day;
  plan_meetings (self);
  plan_pushes (self);
  return self;
}

void
zhihui_place_days_free (ZhihuiPlaceDays *self)
{
  if (self == NULL)
    return;

  clear_series (&self->reviews);
  clear_series (&self->receptions);
  clear_series (&self->pushes);
  g_free (self);
}

/* How many there are on @day, and the number of the first of them; after the history they go on
 * with the same mean. */
static guint
count_on (const Series *series, gint32 elapsed, ZhihuiRandom *random, guint *first)
{
  *first = 0;
  if (series->counts == NULL || elapsed < 0)
    return 0;
  if ((guint) elapsed >= series->n_days)
    return zhihui_random_poisson (random, (double) series->n / series->n_days);

  for (gint32 i = 0; i < elapsed; i++)
    *first += series->counts[i];
  return series->counts[elapsed];
}

static guint
get_size (const Series *series, gint32 elapsed, guint index, ZhihuiRandom *random)
{
  if ((guint) elapsed < series->n_days)
    return series->sizes[index];
  return 1 + zhihui_random_poisson (random, series->size - 1);
}

/* What earlier reviews lacked: there were not enough cases yet. */
typedef struct
{
  guint n_meetings, n_cases; /* cases: those of the meetings with them */
} Owed;

static Owed
read_owed (ZhihuiPlaceDays *self)
{
  ZhihuiStore     *store = zhihui_life_cycle_get_store (self->life_cycle);
  g_autofree char *text = zhihui_store_get_setting (store, OWED_SETTING);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ";", 2) : NULL;
  Owed owed = { 0, 0 };

  if (parts != NULL && g_strv_length (parts) == 2)
    owed = (Owed){ (guint) atoi (parts[0]), (guint) atoi (parts[1]) };
  return owed;
}

static gboolean
write_owed (ZhihuiPlaceDays *self, Owed before, Owed now, GError **error)
{
  ZhihuiStore     *store = zhihui_life_cycle_get_store (self->life_cycle);
  g_autofree char *text = g_strdup_printf ("%u;%u", now.n_meetings, now.n_cases);

  return (before.n_meetings == now.n_meetings && before.n_cases == now.n_cases) ||
         zhihui_store_set_setting (store, OWED_SETTING, text, error);
}

/* What could not be held before is held on the next working day on which cases are there; each
 * meeting that is owed keeps a case for itself. */
static gboolean
hold_reviews (ZhihuiPlaceDays *self, ZhihuiPlaceMeeting *meeting, GError **error)
{
  ZhihuiWorkCalendar *calendar = zhihui_life_cycle_get_calendar (self->life_cycle);
  gint32              elapsed = meeting->day - self->first_day;
  guint               first, n_discussed;
  guint               n = count_on (&self->reviews, elapsed, &meeting->random, &first);
  Owed                before = read_owed (self), owed = before;
  guint n_more = zhihui_work_calendar_is_workday (calendar, meeting->day) ? before.n_meetings : 0;

  for (guint i = 0; i < n + n_more; i++)
    {
      owed.n_meetings -= i >= n;
      owed.n_cases += i < n ? get_size (&self->reviews, elapsed, first + i, &meeting->random) : 0;
      if (!zhihui_place_meeting_review (
            meeting, i, owed.n_cases - owed.n_meetings, &n_discussed, error))
        return FALSE;
      owed.n_meetings += n_discussed == 0;
      owed.n_cases -= n_discussed;
    }
  return write_owed (self, before, owed, error);
}

static gboolean
hold_meetings (ZhihuiPlaceDays *self, gint32 day, ZhihuiRandom *random, GError **error)
{
  gint32             elapsed = day - self->first_day;
  guint              first, n;
  ZhihuiPlaceMeeting meeting = {
    .scenario = self->scenario, .life_cycle = self->life_cycle, .day = day, .seed = self->seed
  };

  meeting.random = *random;
  if (!hold_reviews (self, &meeting, error))
    return FALSE;

  n = count_on (&self->receptions, elapsed, &meeting.random, &first);
  for (guint i = 0; i < n; i++)
    if (!zhihui_place_meeting_receive (
          &meeting, i, get_size (&self->receptions, elapsed, first + i, &meeting.random), error))
      return FALSE;
  *random = meeting.random;
  return TRUE;
}

/* Hot words and reminders that were sent to leaders and departments. */
static gboolean
push (ZhihuiPlaceDays *self, gint32 day, ZhihuiRandom *random, GError **error)
{
  static const char sql[] = "INSERT INTO push (at, recipient, unit_id, kind, subject, level, text,"
                            " read_at, read_by) VALUES (?1, ?2, ?3, 'hot_word', ?4, 0, ?5, ?6, ?7)";
  static const char *const recipients[] = { "leader", "department" };
  const ZhihuiScenario    *scenario = self->scenario;
  ZhihuiStore             *store = zhihui_life_cycle_get_store (self->life_cycle);
  gint64 midnight = zhihui_zone_day_start (zhihui_life_cycle_get_zone (self->life_cycle), day);
  guint  first, n;

  n = count_on (&self->pushes, day - self->first_day, random, &first);
  for (guint i = 0; i < n; i++)
    {
      guint       recipient = zhihui_random_below (random, 2);
      guint       unit = zhihui_random_below (random, scenario->units->len);
      const char *word = scenario->words->pdata[zhihui_random_below (random, scenario->words->len)];
      gint64      at = midnight + 8 * 3600 + zhihui_random_below (random, 10 * 3600);
      g_autofree char *text = g_strconcat ("热点词：", word, NULL);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, at);
      zhihui_statement_bind_text (row, 2, recipients[recipient]);
      if (recipient == 1)
        zhihui_statement_bind_integer (row, 3, unit + 1);
      zhihui_statement_bind_text (row, 4, word);
      zhihui_statement_bind_text (row, 5, text);
      if (zhihui_random_chance (random, 0.92))
        {
          zhihui_statement_bind_integer (row, 6, at + 60 + zhihui_random_below (random, 4 * 3600));
          zhihui_statement_bind_text (row, 7, recipients[recipient]);
        }
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/* Questions to the guide on a day, by the way they are asked: key=label;a day;share answered. */
static gboolean
ask_guide (ZhihuiPlaceDays *self, gint32 day, GError **error)
{
  static const char sql[] = "INSERT INTO guide_count (at, way, asked, answered, handed_over)"
                            " VALUES (?1, ?2, ?3, ?4, ?5)";
  ZhihuiStore      *store = zhihui_life_cycle_get_store (self->life_cycle);
  gint64 midnight = zhihui_zone_day_start (zhihui_life_cycle_get_zone (self->life_cycle), day);
  g_auto (GStrv) keys = g_key_file_get_keys (self->scenario->profile, "guide", NULL, NULL);
  ZhihuiRandom random;

  zhihui_random_init (&random, self->seed, (guint64) day, PURPOSE_ASKED);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->scenario->profile, "guide", keys[i], NULL, NULL);
      guint            asked, answered = 0, handed_over = 0;
      ZhihuiStatement *row;

      if (g_strv_length (fields) != 3)
        continue;

      asked = zhihui_random_poisson (&random, g_ascii_strtod (fields[1], NULL));
      for (guint j = 0; j < asked; j++)
        {
          gboolean knows = zhihui_random_chance (&random, g_ascii_strtod (fields[2], NULL));

          answered += knows;
          handed_over += !knows && zhihui_random_chance (&random, 0.8);
        }
      row = zhihui_store_prepare (store, sql);
      zhihui_statement_bind_integer (row, 1, midnight);
      zhihui_statement_bind_text (row, 2, keys[i]);
      zhihui_statement_bind_integer (row, 3, asked);
      zhihui_statement_bind_integer (row, 4, answered);
      zhihui_statement_bind_integer (row, 5, handed_over);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_place_days_open:
 * @day: has just begun
 *
 * Writes what will happen on @day; readers judge by their own clock. The caller holds the
 * transaction.
 */
gboolean
zhihui_place_days_open (ZhihuiPlaceDays *self, gint32 day, GError **error)
{
  ZhihuiRandom random;

  g_return_val_if_fail (self != NULL, FALSE);

  zhihui_random_init (&random, self->seed, (guint64) day, PURPOSE_LATER);
  return hold_meetings (self, day, &random, error) && push (self, day, &random, error) &&
         ask_guide (self, day, error);
}

/**
 * zhihui_place_days_sync:
 * @now: the platform's clock
 *
 * The systems that deliver have delivered at the end of their last period, but for one day in fifty
 * on which one of them is silent.
 */
gboolean
zhihui_place_days_sync (ZhihuiPlaceDays *self, gint64 now, GError **error)
{
  static const char sql[] = "UPDATE source_system SET last_sync_at = ?2 WHERE code = ?1";
  ZhihuiStore      *store = zhihui_life_cycle_get_store (self->life_cycle);
  ZhihuiZone       *zone = zhihui_life_cycle_get_zone (self->life_cycle);
  gint32            day = zhihui_zone_day_of (zone, now);
  g_auto (GStrv) keys = g_key_file_get_keys (self->scenario->profile, "sources", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->scenario->profile, "sources", keys[i], NULL, NULL);
      gint64           period = MAX (g_ascii_strtoll (fields[2], NULL, 10), 1);
      gint64           synced = now - (now - (gint64) i * 37) % period;
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);
      ZhihuiRandom     random;

      zhihui_random_init (&random, self->seed, (guint64) day << 8 | i, PURPOSE_SYNC);
      if (zhihui_random_chance (&random, 0.02))
        synced = MIN (synced, zhihui_zone_day_start (zone, day) + 9 * 3600);
      zhihui_statement_bind_text (row, 1, keys[i]);
      zhihui_statement_bind_integer (row, 2, synced);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}
