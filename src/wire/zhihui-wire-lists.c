/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

#define NOT_GIVEN (-1)
#define MAX_TOTAL G_GINT64_CONSTANT (9007199254740992) /* 2^53 */

/* ---- channels ---- */

static const ZhihuiWireMember channel_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiChannel, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiChannel, label, "label", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiChannel, online, "online", BOOLEAN),
  ZHIHUI_WIRE_NEED (ZhihuiChannel, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiChannel, previous, "previous", COUNT),
};

/* Reads a channel, topic … to the end of a GPtrArray. */
gboolean
zhihui_wire_read_channel (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray    **items = target;
  ZhihuiChannel *channel = g_new0 (ZhihuiChannel, 1);

  channel->previous = NOT_GIVEN;
  g_ptr_array_add (*items, channel);
  if (!zhihui_wire_reader_read_object (
        reader, channel_members, G_N_ELEMENTS (channel_members), channel))
    return FALSE;

  zhihui_wire_fill_text (&channel->label, channel->id);
  return TRUE;
}

static const ZhihuiWireMember channels_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiChannels),
  ZHIHUI_WIRE_NEED_WINDOW (ZhihuiChannels, window),
  ZHIHUI_WIRE_MAY (ZhihuiChannels, total, "total", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiChannels, items, "items", zhihui_wire_read_channel),
};

/**
 * zhihui_wire_decode_channels:
 * @body: the answer of /channels
 * @error: return location
 *
 * Returns: (transfer full) (nullable): cases by channel
 */
ZhihuiChannels *
zhihui_wire_decode_channels (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiChannels) self = zhihui_channels_new ();

  self->total = NOT_GIVEN;
  if (!zhihui_wire_read_root (
        body, channels_members, G_N_ELEMENTS (channels_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  if (self->total == NOT_GIVEN)
    {
      self->total = 0;
      for (guint i = 0; i < self->items->len; i++)
        {
          const ZhihuiChannel *channel = g_ptr_array_index (self->items, i);

          self->total = MIN (self->total + channel->n, MAX_TOTAL);
        }
    }

  return g_steal_pointer (&self);
}

/* Channels, topics … as the list @name. */
void
zhihui_wire_write_channels (ZhihuiWireWriter *writer, const char *name, ZhihuiChannels *channels)
{
  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < channels->items->len; i++)
    {
      const ZhihuiChannel *channel = g_ptr_array_index (channels->items, i);
      ZhihuiTally          share = { .k = channel->n, .n = channels->total };

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "id", channel->id);
      zhihui_wire_writer_text (writer, "label", channel->label);
      zhihui_wire_writer_boolean (writer, "online", channel->online);
      zhihui_wire_writer_integer (writer, "n", channel->n);
      zhihui_wire_writer_number (writer, "share", zhihui_tally_get_value (&share, FALSE));
      zhihui_wire_write_known_count (writer, "previous", channel->previous);
      zhihui_wire_writer_close_object (writer);
    }
}

/**
 * zhihui_wire_encode_channels:
 * @channels: cases by channel
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /channels
 */
char *
zhihui_wire_encode_channels (ZhihuiChannels *channels, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (channels != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &channels->stamp, &channels->window);
  zhihui_wire_writer_integer (&writer, "total", channels->total);
  zhihui_wire_write_channels (&writer, "items", channels);
  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- hot words ---- */

static const ZhihuiWireMember hot_word_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiHotWord, word, "word", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiHotWord, count, "count", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiHotWord, score, "score", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiHotWord, surge, "surge", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiHotWord, previous, "previous", COUNT),
};

static gboolean
read_hot_word (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray    **items = target;
  ZhihuiHotWord *word = g_new0 (ZhihuiHotWord, 1);

  word->previous = NOT_GIVEN;
  g_ptr_array_add (*items, word);
  return zhihui_wire_reader_read_object (
    reader, hot_word_members, G_N_ELEMENTS (hot_word_members), word);
}

static const ZhihuiWireMember hot_words_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiHotWords),
  ZHIHUI_WIRE_MAY_WINDOW (ZhihuiHotWords, window),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiHotWords, items, "items", read_hot_word),
};

/**
 * zhihui_wire_decode_hot_words:
 * @body: the answer of /hotwords
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the hot words
 */
ZhihuiHotWords *
zhihui_wire_decode_hot_words (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiHotWords) self = zhihui_hot_words_new ();

  zhihui_wire_unset_window (&self->window);
  if (!zhihui_wire_read_root (
        body, hot_words_members, G_N_ELEMENTS (hot_words_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_hot_words:
 * @words: the hot words, already cut to what the reader's scope may see
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /hotwords
 */
char *
zhihui_wire_encode_hot_words (ZhihuiHotWords *words, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (words != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &words->stamp, &words->window);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < words->items->len; i++)
    {
      const ZhihuiHotWord *word = g_ptr_array_index (words->items, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "word", word->word);
      zhihui_wire_writer_integer (&writer, "count", word->count);
      zhihui_wire_writer_number (&writer, "score", word->score);
      zhihui_wire_writer_boolean (&writer, "surge", word->surge);
      zhihui_wire_write_known_count (&writer, "previous", word->previous);
      zhihui_wire_writer_close_object (&writer);
    }

  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- units ---- */

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* borrowed */
  char       *next;  /* owned */
} UnitsDraft;

static gboolean
read_listed_unit (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **items = target;
  ZhihuiUnit *unit = NULL;
  gboolean    ok = zhihui_wire_read_unit (reader, &unit);

  g_ptr_array_add (*items, unit);
  if (ok)
    zhihui_wire_fill_text (&unit->peer, "all");
  return ok;
}

static const ZhihuiWireMember units_members[] = {
  ZHIHUI_WIRE_STAMP (UnitsDraft),
  ZHIHUI_WIRE_NEED_LIST (UnitsDraft, items, "items", read_listed_unit),
  ZHIHUI_WIRE_MAY (UnitsDraft, next, "next", TEXT),
};

/**
 * zhihui_wire_decode_units:
 * @body: the answer of /units
 * @next: (out) (optional) (nullable) (transfer full): cursor of the next page
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the units, or a page of them
 */
ZhihuiUnits *
zhihui_wire_decode_units (GBytes *body, char **next, GError **error)
{
  g_autoptr (ZhihuiUnits) self = zhihui_units_new ();
  UnitsDraft       draft = { .items = self->items };
  g_autofree char *cursor = NULL;
  gboolean         ok;

  ok = zhihui_wire_read_root (body, units_members, G_N_ELEMENTS (units_members), &draft, error) &&
       zhihui_wire_settle_head (&draft.stamp, NULL, error);
  self->stamp = draft.stamp;
  cursor = draft.next;
  if (!ok)
    return NULL;

  if (next != NULL)
    *next = g_steal_pointer (&cursor);
  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_units:
 * @units: the units
 * @zone: zone of the times
 * @next: (nullable): cursor of the next page
 *
 * Returns: (transfer full): the answer of /units
 */
char *
zhihui_wire_encode_units (ZhihuiUnits *units, ZhihuiZone *zone, const char *next)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (units != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &units->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = g_ptr_array_index (units->items, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", unit->id);
      zhihui_wire_writer_text (&writer, "name", unit->name);
      zhihui_wire_writer_text (&writer, "short_name", unit->short_name);
      zhihui_wire_writer_text (&writer, "peer", unit->peer);
      zhihui_wire_writer_text (&writer, "region", unit->region);
      zhihui_wire_writer_boolean (&writer, "active", unit->active);
      zhihui_wire_writer_close_object (&writer);
    }

  return zhihui_wire_close_list (&writer, next);
}
