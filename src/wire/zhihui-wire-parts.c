/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-parts.h"

#include <math.h>

#include "zhihui-error.h"
#include "zhihui-wire-text.h"

/* Reads @body as one object into @target, which holds the defaults. */
gboolean
zhihui_wire_read_root (
  GBytes *body, const ZhihuiWireMember *members, guint n_members, gpointer target, GError **error)
{
  g_autoptr (ZhihuiWireReader) reader = NULL;

  g_return_val_if_fail (body != NULL, FALSE);

  reader = zhihui_wire_reader_new (body, error);
  if (reader == NULL)
    return FALSE;
  if (!zhihui_wire_reader_read_object (reader, members, n_members, target))
    return zhihui_wire_reader_give_error (reader, error);

  return TRUE;
}

gboolean
zhihui_wire_fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Names a word of the answer that has no meaning here, not all of it if it is long. */
gboolean
zhihui_wire_fail_word (GError **error, const char *member, const char *word)
{
  g_autofree char *shown = zhihui_wire_text_shorten (word);

  return zhihui_wire_fail (error, "%s \"%s\" is not known here", member, shown);
}

void
zhihui_wire_fill_text (char **text, const char *fallback)
{
  if (*text != NULL && **text != '\0')
    return;

  g_free (*text);
  *text = g_strdup (fallback);
}

/* @lon and @lat: as they were read, NAN where they were not told. */
gboolean
zhihui_wire_check_place (ZhihuiWireReader *reader, double lon, double lat)
{
  if (fabs (lon) > 180)
    return zhihui_wire_reader_fail (reader, "lon", "is beyond 180 degrees");
  if (fabs (lat) > 90)
    return zhihui_wire_reader_fail (reader, "lat", "is beyond 90 degrees");
  return TRUE;
}

/* Fills in what the head may leave out. @window may be NULL; its edges are ZHIHUI_NO_INSTANT when
 * they were not given. */
gboolean
zhihui_wire_settle_head (ZhihuiStamp *stamp, ZhihuiWindow *window, GError **error)
{
  zhihui_wire_fill_text (&stamp->revision, "");

  if (window == NULL)
    return TRUE;

  if (window->from == ZHIHUI_NO_INSTANT)
    window->from = stamp->as_of;
  if (window->to == ZHIHUI_NO_INSTANT)
    window->to = MAX (window->from, stamp->as_of);

  return window->from <= window->to ? TRUE : zhihui_wire_fail (error, "to is before from");
}

void
zhihui_wire_write_window (ZhihuiWireWriter *writer, const ZhihuiWindow *window)
{
  zhihui_wire_writer_instant (writer, "from", window->from);
  zhihui_wire_writer_instant (writer, "to", window->to);
}

/* So that settling the head sees what was not given. */
void
zhihui_wire_unset_window (ZhihuiWindow *window)
{
  window->from = window->to = ZHIHUI_NO_INSTANT;
}

/* Starts an answer with its head; @window may be NULL. */
void
zhihui_wire_open_list (ZhihuiWireWriter   *writer,
                       ZhihuiZone         *zone,
                       const ZhihuiStamp  *stamp,
                       const ZhihuiWindow *window)
{
  zhihui_wire_writer_init (writer, zone);
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_stamp (writer, stamp->as_of, stamp->revision);
  if (window != NULL)
    zhihui_wire_write_window (writer, window);
}

/* Ends the open list of items and the answer. */
char *
zhihui_wire_close_list (ZhihuiWireWriter *writer, const char *next)
{
  zhihui_wire_writer_close_list (writer);
  zhihui_wire_writer_text (writer, "next", next);
  zhihui_wire_writer_close_object (writer);
  return zhihui_wire_writer_finish (writer);
}

/* n, k and value of an open object. */
void
zhihui_wire_write_fraction (ZhihuiWireWriter *writer, ZhihuiMetric metric, const ZhihuiTally *tally)
{
  zhihui_wire_writer_integer (writer, "n", tally->n);
  if (zhihui_metric_get_traits (metric)->is_count)
    {
      zhihui_wire_writer_integer (writer, "value", tally->n);
      return;
    }

  zhihui_wire_writer_integer (writer, "k", tally->k);
  zhihui_wire_writer_number (writer, "value", zhihui_tally_get_value (tally, FALSE));
}

/* The fraction and what is counted beside it. */
void
zhihui_wire_write_tally (ZhihuiWireWriter *writer, ZhihuiMetric metric, const ZhihuiTally *tally)
{
  zhihui_wire_write_fraction (writer, metric, tally);
  if (metric == ZHIHUI_METRIC_RETURN_RATE)
    zhihui_wire_writer_integer (writer, "refused", tally->extra);
  if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
    zhihui_wire_writer_integer (writer, "score_sum", tally->extra);
}

static const ZhihuiWireMember rate_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiTally, n, "n", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiTally, k, "k", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTally, extra, "refused", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTally, extra, "score_sum", COUNT),
};

/* Reads one of many counts to the end of a GArray of gint64. */
gboolean
zhihui_wire_read_count (ZhihuiWireReader *reader, gpointer counts)
{
  gint64 count;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_COUNT, &count))
    return FALSE;
  g_array_append_val (*(GArray **) counts, count);
  return TRUE;
}

/* Reads a rate into a ZhihuiTally. */
gboolean
zhihui_wire_read_rate (ZhihuiWireReader *reader, gpointer tally)
{
  ZhihuiTally *self = tally;

  if (!zhihui_wire_reader_read_object (reader, rate_members, G_N_ELEMENTS (rate_members), self))
    return FALSE;

  return self->k <= self->n ? TRUE : zhihui_wire_reader_fail (reader, "k", "is more than n");
}

static const ZhihuiWireMember total_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiTally, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTally, k, "k", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTally, extra, "refused", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTally, extra, "score_sum", COUNT),
};

/* Reads a rate or a count into a ZhihuiTally; which of both is known later. */
gboolean
zhihui_wire_read_total (ZhihuiWireReader *reader, gpointer tally)
{
  ZhihuiTally *self = tally;

  if (!zhihui_wire_reader_read_object (reader, total_members, G_N_ELEMENTS (total_members), self))
    return FALSE;

  return self->k <= self->n ? TRUE : zhihui_wire_reader_fail (reader, "k", "is more than n");
}

static const ZhihuiWireMember unit_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiUnit, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiUnit, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnit, short_name, "short_name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnit, peer, "peer", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnit, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnit, active, "active", BOOLEAN),
};

/* Reads a unit into the ZhihuiUnit * at @unit_place; its peer stays NULL when it is not given. */
gboolean
zhihui_wire_read_unit (ZhihuiWireReader *reader, gpointer unit_place)
{
  ZhihuiUnit **unit = unit_place;

  *unit = g_new0 (ZhihuiUnit, 1);
  (*unit)->active = TRUE;
  if (!zhihui_wire_reader_read_object (reader, unit_members, G_N_ELEMENTS (unit_members), *unit))
    return FALSE;

  /* What has no name is called by its id: a row of nobody cannot be asked about. */
  zhihui_wire_fill_text (&(*unit)->name, (*unit)->id);
  zhihui_wire_fill_text (&(*unit)->short_name, (*unit)->name);
  zhihui_wire_fill_text (&(*unit)->region, "");
  return TRUE;
}

/* The member "unit". */
void
zhihui_wire_write_unit (ZhihuiWireWriter *writer, const ZhihuiUnit *unit)
{
  zhihui_wire_writer_open_object (writer, "unit");
  zhihui_wire_writer_text (writer, "id", unit->id);
  zhihui_wire_writer_text (writer, "name", unit->name);
  if (g_strcmp0 (unit->short_name, unit->name) != 0)
    zhihui_wire_writer_text (writer, "short_name", unit->short_name);
  zhihui_wire_writer_text (writer, "peer", unit->peer);
  if (unit->region != NULL && *unit->region != '\0')
    zhihui_wire_writer_text (writer, "region", unit->region);
  if (!unit->active)
    zhihui_wire_writer_boolean (writer, "active", FALSE);
  zhihui_wire_writer_close_object (writer);
}

/* Writes nothing of a count below 0: it was not given. */
void
zhihui_wire_write_known_count (ZhihuiWireWriter *writer, const char *name, gint64 count)
{
  if (count >= 0)
    zhihui_wire_writer_integer (writer, name, count);
}

static const char *const level_words[] = {
  [ZHIHUI_LEVEL_BLUE] = "blue",
  [ZHIHUI_LEVEL_YELLOW] = "yellow",
  [ZHIHUI_LEVEL_ORANGE] = "orange",
  [ZHIHUI_LEVEL_RED] = "red",
};

/**
 * zhihui_wire_read_level: (skip)
 * @level: a #ZhihuiLevel; yellow where the word is of a newer platform: it must not cost the alert
 */
gboolean
zhihui_wire_read_level (ZhihuiWireReader *reader, gpointer level)
{
  g_autofree char *word = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &word))
    return FALSE;

  *(ZhihuiLevel *) level = ZHIHUI_LEVEL_YELLOW;
  for (guint i = 0; i < G_N_ELEMENTS (level_words); i++)
    if (g_str_equal (level_words[i], word))
      *(ZhihuiLevel *) level = (ZhihuiLevel) i;
  return TRUE;
}

/**
 * zhihui_wire_name_level: (skip)
 *
 * Returns: (transfer none): its word
 */
const char *
zhihui_wire_name_level (ZhihuiLevel level)
{
  return level_words[level];
}
