/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ledger-merge.h"
#include "zhihui-platform-private.h"
#include "zhihui-store-clock.h"

/* Other processes write into the same database: an event, an import, a calendar, what a reader has
 * read, an alert. What they changed is taken over; only where that is not known, everything is read
 * again. */

#define SOME_CASES 5000 /* so many are read one by one in any ledger; of more at most a half */

typedef struct
{
  ZhihuiStorePosition to;
  ZhihuiLedger       *piece;    /* owned, or NULL: no case changed */
  ZhihuiLedger       *names;    /* owned, or NULL: they and the rules of clocks are as before */
  ZhihuiWorkCalendar *calendar; /* owned, as @names */
  GArray             *moves;    /* owned (element-type ZhihuiCaseMove) */
  gboolean            is_lost;  /* what changed is not known, or it is too much */
} News;

static void
news_clear (News *self)
{
  g_clear_pointer (&self->piece, zhihui_ledger_free);
  g_clear_pointer (&self->names, zhihui_ledger_free);
  g_clear_pointer (&self->calendar, zhihui_work_calendar_unref);
  g_clear_pointer (&self->moves, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (News, news_clear)

static gboolean
read_names (ZhihuiPlatform *self, News *news, GError **error)
{
  if (news->to.import == self->seen.import && news->to.calendar == self->seen.calendar)
    return TRUE;

  news->names = zhihui_ledger_new ();
  news->calendar = zhihui_store_load_calendar (self->store, error);
  return news->calendar != NULL && zhihui_store_load_names (self->store, news->names, error);
}

static gboolean
read_cases (ZhihuiPlatform *self, News *news, GError **error)
{
  ZhihuiLedger *names = news->names != NULL ? news->names : self->ledger;

  if (news->to.event == self->seen.event && news->to.change == self->seen.change)
    return TRUE;

  news->piece = zhihui_store_load_changed (self->store, names, &self->seen, error);
  if (news->piece == NULL)
    return FALSE;

  news->moves = g_array_new (FALSE, FALSE, sizeof (ZhihuiCaseMove));
  news->is_lost = news->piece->cases->len > MAX (SOME_CASES, self->ledger->cases->len / 2) ||
                  !zhihui_ledger_can_merge (self->ledger, news->piece);
  return self->cases == NULL ||
         zhihui_store_list_accepted (self->store, &self->seen, news->moves, error);
}

/* Nothing is changed here yet: what cannot be read leaves the figures as they were. An import moves
 * cases in sums that a partial ledger cannot tell apart. */
static gboolean
read_news (ZhihuiPlatform *self, News *news, GError **error)
{
  if (!zhihui_store_read_position (self->store, &news->to, error))
    return FALSE;

  news->is_lost = !zhihui_store_can_follow (self->store, &self->seen, &news->to) ||
                  (self->ledger->is_partial && news->to.import != self->seen.import);
  return news->is_lost || (read_names (self, news, error) && read_cases (self, news, error));
}

static void
swap_lists (GPtrArray **one, GPtrArray **other)
{
  GPtrArray *kept = *one;

  *one = *other;
  *other = kept;
}

/* Names are only added, in the order of their ids: rows go on to mean what they meant. Hot words
 * come with what was read. */
static void
take_names (ZhihuiLedger *self, ZhihuiLedger *names)
{
  GPtrArray **const ours[] = { &self->units,    &self->peers,  &self->regions, &self->types,
                               &self->channels, &self->topics, &self->items,   &self->modes };
  GPtrArray **const fresh[] = { &names->units,    &names->peers,  &names->regions, &names->types,
                                &names->channels, &names->topics, &names->items,   &names->modes };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    swap_lists (ours[i], fresh[i]);
  zhihui_clock_rules_free (self->clock_rules);
  self->clock_rules = g_steal_pointer (&names->clock_rules);
  names->clock_rules = zhihui_clock_rules_new ();
  g_array_unref (self->clocks);
  self->clocks = g_array_ref (names->clocks);
  g_byte_array_unref (self->unit_on_duty);
  self->unit_on_duty = g_byte_array_ref (names->unit_on_duty);
  self->as_of = names->as_of;
  self->revision++;
}

static void
take_calendar (ZhihuiPlatform *self, News *news)
{
  zhihui_work_calendar_unref (self->calendar);
  self->calendar = g_steal_pointer (&news->calendar);
  zhihui_figures_set_calendar (self->figures, self->calendar);
  zhihui_freezer_set_calendar (self->freezer, self->calendar);
  zhihui_freezer_look_again (self->freezer);
}

static void
take_news (ZhihuiPlatform *self, News *news)
{
  gboolean has_names = news->names != NULL;

  if (has_names)
    {
      take_names (self->ledger, news->names);
      take_calendar (self, news);
    }
  if (news->piece != NULL)
    zhihui_ledger_merge (self->ledger, news->piece, self->calendar, self->zone);
  if (has_names && !self->ledger->is_partial)
    {
      zhihui_ledger_derive (self->ledger, self->calendar, self->zone);
      self->ledger->first_changed = 0;
    }
  for (guint i = 0; news->moves != NULL && self->cases != NULL && i < news->moves->len; i++)
    zhihui_rollup_cases_move (&g_array_index (news->moves, ZhihuiCaseMove, i), self->cases);
  if (self->engine != NULL && (has_names || news->piece != NULL))
    zhihui_engine_forget (self->engine);
  self->seen = news->to;
}

/* What was read and judged belongs to the cases as they are in the same transaction. */
static gboolean
follow (ZhihuiPlatform *self, News *news, GError **error)
{
  guint n_words = self->ledger->words->len;

  if (!read_news (self, news, error))
    return FALSE;
  if (news->is_lost)
    return TRUE;

  take_news (self, news);
  if (news->names != NULL)
    return TRUE;
  self->needs_load = TRUE;
  if (!zhihui_alert_watch_follow (self->watch, error))
    return FALSE;
  self->needs_load = FALSE;
  if (self->ledger->words->len != n_words)
    zhihui_platform_update_hidden_words (self);
  return TRUE;
}

/* @is_lost: (out): everything must be read again */
static gboolean
follow_others (ZhihuiPlatform *self, gboolean *is_lost, GError **error)
{
  ZhihuiDatabase *db = zhihui_store_get_database (self->store);
  gboolean        own_transaction = !zhihui_database_is_in_transaction (db);
  gboolean        done;
  g_auto (News) news = { .names = NULL };

  if (!zhihui_store_prepare_following (self->store, error) ||
      (own_transaction && !zhihui_database_begin_reading (db, error)))
    return FALSE;

  done = follow (self, &news, error);
  if (own_transaction)
    zhihui_database_rollback (db); /* nothing was written */
  *is_lost = news.is_lost;
  if (!done || news.is_lost || news.names == NULL)
    return done;

  self->needs_load = !zhihui_platform_make_readers (self, error);
  return !self->needs_load;
}

/**
 * zhihui_platform_take_over:
 *
 * Takes over what other processes wrote since the last time.
 */
gboolean
zhihui_platform_take_over (ZhihuiPlatform *self, GError **error)
{
  guint64  version = zhihui_store_get_data_version (self->store);
  gboolean is_lost = self->needs_load;

  if (version == self->data_version && !self->needs_load)
    return TRUE;

  self->moment++;
  if (!is_lost && !follow_others (self, &is_lost, error))
    return FALSE;
  if (is_lost)
    return zhihui_platform_load (self, error);

  self->data_version = version;
  return TRUE;
}
