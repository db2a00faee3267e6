/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-player-queue.h"

struct _ZhihuiPlayerQueue
{
  ZhihuiZone *zone;     /* not owned */
  GArray     *slots;    /* (element-type ZhihuiSlot) */
  GHashTable *days;     /* (element-type gint GArray): events of days to come, by day */
  GArray     *today;    /* (element-type ZhihuiPlayedEvent): of the open day, in order */
  guint       cursor;   /* next of @today */
  gboolean    is_fresh; /* something is not in the tables yet */
};

static void
clear_slot (gpointer data)
{
  ZhihuiSlot *slot = data;

  g_clear_pointer (&slot->texts, zhihui_played_texts_free);
}

static void
free_events (gpointer data)
{
  g_array_unref (data);
}

static GArray *
new_events (void)
{
  return g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayedEvent));
}

/**
 * zhihui_player_queue_new:
 * @zone: must outlive it
 */
ZhihuiPlayerQueue *
zhihui_player_queue_new (ZhihuiZone *zone)
{
  ZhihuiPlayerQueue *self = g_new0 (ZhihuiPlayerQueue, 1);

  self->zone = zone;
  self->slots = g_array_new (FALSE, FALSE, sizeof (ZhihuiSlot));
  g_array_set_clear_func (self->slots, clear_slot);
  self->days = g_hash_table_new_full (NULL, NULL, NULL, free_events);
  self->today = new_events ();
  return self;
}

void
zhihui_player_queue_free (ZhihuiPlayerQueue *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->slots);
  g_hash_table_unref (self->days);
  g_array_unref (self->today);
  g_free (self);
}

static void
add_event (ZhihuiPlayerQueue *self, const ZhihuiPlayedEvent *event)
{
  gpointer day = GINT_TO_POINTER (zhihui_zone_day_of (self->zone, event->at));
  GArray  *events = g_hash_table_lookup (self->days, day);

  if (events == NULL)
    {
      events = new_events ();
      g_hash_table_insert (self->days, day, events);
    }
  g_array_append_vals (events, event, 1);
}

/**
 * zhihui_player_queue_add_day:
 * @cases: (element-type ZhihuiPlayedCase): copied
 * @events: (element-type ZhihuiPlayedEvent): slot is the index in @cases; copied. None may be on
 *   the open day or before.
 */
void
zhihui_player_queue_add_day (ZhihuiPlayerQueue *self, const GArray *cases, const GArray *events)
{
  guint first = self->slots->len;

  for (guint i = 0; i < cases->len; i++)
    {
      ZhihuiSlot slot = { .case_index = ZHIHUI_NO_INDEX };

      slot.played = g_array_index (cases, ZhihuiPlayedCase, i);
      g_array_append_val (self->slots, slot);
    }

  for (guint i = 0; i < events->len; i++)
    {
      ZhihuiPlayedEvent event = g_array_index (events, ZhihuiPlayedEvent, i);

      event.slot += first;
      add_event (self, &event);
    }
  self->is_fresh = TRUE;
}

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  const ZhihuiPlayedEvent *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->position > y->position) - (x->position < y->position);
}

/**
 * zhihui_player_queue_open_day:
 *
 * Puts the events of @day in order, to be taken. The day before must be empty.
 */
void
zhihui_player_queue_open_day (ZhihuiPlayerQueue *self, gint32 day)
{
  gpointer events = NULL;

  g_return_if_fail (self->cursor == self->today->len);

  g_array_unref (self->today);
  g_hash_table_steal_extended (self->days, GINT_TO_POINTER (day), NULL, &events);
  self->today = events != NULL ? events : new_events ();
  self->cursor = 0;
  g_array_sort (self->today, compare_events);
}

/**
 * zhihui_player_queue_take:
 *
 * Returns: (transfer none) (nullable): the next event of the open day if it is not after @until
 */
ZhihuiPlayedEvent *
zhihui_player_queue_take (ZhihuiPlayerQueue *self, gint64 until)
{
  ZhihuiPlayedEvent *event;

  if (self->cursor == self->today->len)
    return NULL;

  event = &g_array_index (self->today, ZhihuiPlayedEvent, self->cursor);
  if (event->at > until)
    return NULL;

  self->cursor++;
  return event;
}

ZhihuiSlot *
zhihui_player_queue_get_slot (ZhihuiPlayerQueue *self, guint slot)
{
  return &g_array_index (self->slots, ZhihuiSlot, slot);
}

/* ---- tables ---- */

static guint16
read_index (ZhihuiStatement *row, int column)
{
  if (zhihui_statement_is_null (row, column))
    return G_MAXUINT16;

  return (guint16) (zhihui_statement_get_integer (row, column) - 1);
}

static char *
read_text (ZhihuiStatement *row, int column)
{
  return g_strdup (zhihui_statement_get_text (row, column));
}

static void
load_cases (ZhihuiPlayerQueue *self, ZhihuiStore *store, GHashTable *slots)
{
  static const char sql[] = "SELECT serial, no, type_id, channel_id, region_id, topic_id, word_id,"
                            " anonymous, repeat_of, title, complainant, phone, address"
                            " FROM pending_case";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiSlot         slot = { .case_index = ZHIHUI_NO_INDEX, .is_stored = TRUE };
      ZhihuiPlayedTexts *texts = g_new0 (ZhihuiPlayedTexts, 1);
      gint64            *serial = g_new (gint64, 1);

      *serial = zhihui_statement_get_integer (row, 0);
      slot.texts = texts;
      slot.played.serial = (guint64) *serial;
      slot.played.type = read_index (row, 2);
      slot.played.channel = read_index (row, 3);
      slot.played.region = read_index (row, 4);
      slot.played.topic = read_index (row, 5);
      slot.played.word = read_index (row, 6);
      slot.played.is_anonymous = zhihui_statement_get_integer (row, 7) != 0;
      texts->key = zhihui_serial_to_key (slot.played.serial);
      texts->no = read_text (row, 1);
      texts->repeat_of = read_text (row, 8);
      texts->title = read_text (row, 9);
      texts->complainant = read_text (row, 10);
      texts->phone = read_text (row, 11);
      texts->address = read_text (row, 12);
      g_hash_table_insert (slots, serial, GUINT_TO_POINTER (self->slots->len));
      g_array_append_val (self->slots, slot);
    }
  zhihui_statement_reset (row);
}

/* The slot of a case that has come in. */
static guint
add_known_case (ZhihuiPlayerQueue *self,
                ZhihuiStore       *store,
                ZhihuiLedger      *ledger,
                GHashTable        *slots,
                gint64             serial)
{
  static const char sql[] = "SELECT id FROM cases WHERE source = 'simulation' AND source_key = ?";
  g_autofree char  *key = zhihui_serial_to_key ((guint64) serial);
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiSlot        slot = { .case_index = ZHIHUI_NO_INDEX };
  guint             index = self->slots->len;

  zhihui_statement_bind_text (row, 1, key);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    slot.case_index = zhihui_ledger_find_case (ledger, zhihui_statement_get_integer (row, 0));
  zhihui_statement_reset (row);

  slot.played.serial = (guint64) serial;
  g_array_append_val (self->slots, slot);
  g_hash_table_insert (slots, g_memdup2 (&serial, sizeof serial), GUINT_TO_POINTER (index));
  return index;
}

/**
 * zhihui_player_queue_load:
 * @ledger: loaded from @store
 *
 * Reads what waits from the tables; every event counts as of a day to come.
 */
gboolean
zhihui_player_queue_load (ZhihuiPlayerQueue *self,
                          ZhihuiStore       *store,
                          ZhihuiLedger      *ledger,
                          GError           **error)
{
  static const char sql[] = "SELECT position, at, serial, kind, unit_id, value FROM pending_event";
  g_autoptr (GHashTable) slots = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ZhihuiStatement *row;

  load_cases (self, store, slots);
  row = zhihui_store_prepare (store, sql);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiPlayedEvent event = { .is_stored = TRUE };
      gint64            serial = zhihui_statement_get_integer (row, 2);
      gpointer          slot;

      if (!g_hash_table_lookup_extended (slots, &serial, NULL, &slot))
        slot = GUINT_TO_POINTER (add_known_case (self, store, ledger, slots, serial));

      event.position = (guint64) zhihui_statement_get_integer (row, 0);
      event.at = zhihui_statement_get_integer (row, 1);
      event.slot = GPOINTER_TO_UINT (slot);
      event.kind = (guint8) zhihui_statement_get_integer (row, 3);
      event.unit = (guint32) (zhihui_statement_get_integer (row, 4) - 1);
      event.value = zhihui_statement_get_integer (row, 5);
      add_event (self, &event);
    }
  return zhihui_statement_finish (row, error);
}

static void
bind_index (ZhihuiStatement *row, int parameter, guint16 index)
{
  if (index != G_MAXUINT16)
    zhihui_statement_bind_integer (row, parameter, index + 1);
}

static gboolean
save_case (ZhihuiSlot           *slot,
           ZhihuiStore          *store,
           const ZhihuiScenario *scenario,
           guint64               seed,
           GError              **error)
{
  static const char sql[] = "INSERT INTO pending_case (serial, no, type_id, channel_id, region_id,"
                            " topic_id, word_id, anonymous, repeat_of, title, complainant, phone,"
                            " address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  if (slot->texts == NULL)
    slot->texts = zhihui_played_texts_make (scenario, seed, &slot->played);

  zhihui_statement_bind_integer (row, 1, (gint64) slot->played.serial);
  zhihui_statement_bind_text (row, 2, slot->texts->no);
  bind_index (row, 3, slot->played.type);
  bind_index (row, 4, slot->played.channel);
  bind_index (row, 5, slot->played.region);
  bind_index (row, 6, slot->played.topic);
  bind_index (row, 7, slot->played.word);
  zhihui_statement_bind_integer (row, 8, slot->played.is_anonymous);
  zhihui_statement_bind_text (row, 9, slot->texts->repeat_of);
  zhihui_statement_bind_text (row, 10, slot->texts->title);
  zhihui_statement_bind_text (row, 11, slot->texts->complainant);
  zhihui_statement_bind_text (row, 12, slot->texts->phone);
  zhihui_statement_bind_text (row, 13, slot->texts->address);
  slot->is_stored = TRUE;
  return zhihui_statement_finish (row, error);
}

static gboolean
save_events (
  ZhihuiPlayerQueue *self, ZhihuiStore *store, GArray *events, guint from, GError **error)
{
  static const char sql[] = "INSERT INTO pending_event (position, at, serial, kind, unit_id, value)"
                            " VALUES (?, ?, ?, ?, ?, ?)";

  for (guint i = from; i < events->len; i++)
    {
      ZhihuiPlayedEvent *event = &g_array_index (events, ZhihuiPlayedEvent, i);
      ZhihuiStatement   *row;

      if (event->is_stored)
        continue;

      row = zhihui_store_prepare (store, sql);
      zhihui_statement_bind_integer (row, 1, (gint64) event->position);
      zhihui_statement_bind_integer (row, 2, event->at);
      zhihui_statement_bind_integer (row, 3, (gint64) (event->position >> 8));
      zhihui_statement_bind_integer (row, 4, event->kind);
      zhihui_statement_bind_integer (row, 5, (gint64) event->unit + 1);
      zhihui_statement_bind_integer (row, 6, event->value);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
      event->is_stored = TRUE;
    }
  return TRUE;
}

static gboolean
save_fresh (ZhihuiPlayerQueue    *self,
            ZhihuiStore          *store,
            const ZhihuiScenario *scenario,
            guint64               seed,
            GError              **error)
{
  GHashTableIter iter;
  gpointer       events;

  for (guint i = 0; i < self->slots->len; i++)
    {
      ZhihuiSlot *slot = &g_array_index (self->slots, ZhihuiSlot, i);

      if (slot->case_index == ZHIHUI_NO_INDEX && !slot->is_stored &&
          !save_case (slot, store, scenario, seed, error))
        return FALSE;
    }

  if (!save_events (self, store, self->today, self->cursor, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->days);
  while (g_hash_table_iter_next (&iter, NULL, &events))
    if (!save_events (self, store, events, 0, error))
      return FALSE;
  return TRUE;
}

/**
 * zhihui_player_queue_save:
 * @now: events up to here have been taken
 *
 * Brings the tables up to what still waits. The caller holds the transaction.
 */
gboolean
zhihui_player_queue_save (ZhihuiPlayerQueue    *self,
                          ZhihuiStore          *store,
                          const ZhihuiScenario *scenario,
                          guint64               seed,
                          gint64                now,
                          GError              **error)
{
  static const char sql[] = "DELETE FROM pending_event WHERE at <= ?";
  ZhihuiStatement  *statement = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (statement, 1, now);
  if (!zhihui_statement_finish (statement, error))
    return FALSE;

  if (self->is_fresh && !save_fresh (self, store, scenario, seed, error))
    return FALSE;

  self->is_fresh = FALSE;
  return TRUE;
}
