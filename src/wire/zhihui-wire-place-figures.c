/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>

#include "zhihui-wire-parts.h"

#define NOT_GIVEN (-1)
#define EXACT 9007199254740992.0 /* 2^53 */

/* What a place tells besides its cases: published figures, other systems, its guide, its people. */

/* ---- indicators ---- */

/* A figure, or the text that was published: "≥90". */
static gboolean
read_value (ZhihuiWireReader *reader, gpointer target)
{
  char **value = target;
  double number;

  if (zhihui_wire_reader_peek (reader) == '"')
    return zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, value);
  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_NUMBER, &number))
    return FALSE;

  g_free (*value);
  if (fabs (number) < EXACT && fabs (number - round (number)) < 1e-9)
    *value = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) round (number));
  else
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      *value = g_strdup (g_ascii_formatd (digits, sizeof digits, "%.6g", number));
    }
  return TRUE;
}

static const ZhihuiWireMember indicator_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiIndicator, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiIndicator, name, "name", TEXT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiIndicator, value, "value", read_value),
  ZHIHUI_WIRE_MAY (ZhihuiIndicator, unit, "unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiIndicator, as_of, "as_of", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiIndicator, source, "source", TEXT),
};

static gboolean
read_indicator (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray      **items = target;
  ZhihuiIndicator *one = g_new0 (ZhihuiIndicator, 1);

  g_ptr_array_add (*items, one);
  if (!zhihui_wire_reader_read_object (
        reader, indicator_members, G_N_ELEMENTS (indicator_members), one))
    return FALSE;

  zhihui_wire_fill_text (&one->name, one->id);
  zhihui_wire_fill_text (&one->value, "—");
  zhihui_wire_fill_text (&one->unit, "");
  zhihui_wire_fill_text (&one->as_of, "");
  zhihui_wire_fill_text (&one->source, "");
  return TRUE;
}

static const ZhihuiWireMember indicators_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiIndicators),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiIndicators, items, "items", read_indicator),
};

/**
 * zhihui_wire_decode_indicators:
 * @body: the answer of /indicators
 * @error: return location
 *
 * Returns: (transfer full) (nullable): figures as they were published
 */
ZhihuiIndicators *
zhihui_wire_decode_indicators (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiIndicators) self = zhihui_indicators_new ();

  if (!zhihui_wire_read_root (
        body, indicators_members, G_N_ELEMENTS (indicators_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_value (ZhihuiWireWriter *writer, const char *value)
{
  char  *end = NULL;
  double number = g_ascii_strtod (value, &end);

  if (!g_ascii_isdigit (*value) || *end != '\0' || !(number < EXACT))
    zhihui_wire_writer_text (writer, "value", value);
  else if (fabs (number - round (number)) < 1e-9)
    zhihui_wire_writer_integer (writer, "value", (gint64) round (number));
  else
    zhihui_wire_writer_number (writer, "value", number);
}

/**
 * zhihui_wire_encode_indicators:
 * @indicators: published figures
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /indicators
 */
char *
zhihui_wire_encode_indicators (ZhihuiIndicators *indicators, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (indicators != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &indicators->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < indicators->items->len; i++)
    {
      const ZhihuiIndicator *one = indicators->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", one->id);
      zhihui_wire_writer_text (&writer, "name", one->name);
      write_value (&writer, one->value);
      zhihui_wire_writer_text (&writer, "unit", one->unit);
      zhihui_wire_writer_text (&writer, "as_of", one->as_of);
      zhihui_wire_writer_text (&writer, "source", one->source);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- other systems ---- */

static const char *const system_states[] = {
  [ZHIHUI_SYSTEM_OK] = "ok",
  [ZHIHUI_SYSTEM_STALE] = "stale",
  [ZHIHUI_SYSTEM_OFFLINE] = "offline",
};

/* What is not known to work is not said to. */
static gboolean
read_state (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiSystemState *state = target;
  g_autofree char   *word = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &word))
    return FALSE;

  *state = ZHIHUI_SYSTEM_STALE;
  for (guint i = 0; i < G_N_ELEMENTS (system_states); i++)
    if (g_strcmp0 (word, system_states[i]) == 0)
      *state = i;
  return TRUE;
}

static const ZhihuiWireMember system_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiSystem, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiSystem, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiSystem, department, "department", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiSystem, period_s, "period_s", COUNT),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiSystem, state, "state", read_state),
  ZHIHUI_WIRE_MAY (ZhihuiSystem, last_sync_at, "last_sync_at", INSTANT),
};

static gboolean
read_system (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray   **items = target;
  ZhihuiSystem *one = g_new0 (ZhihuiSystem, 1);

  one->period_s = NOT_GIVEN;
  one->last_sync_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (*items, one);
  if (!zhihui_wire_reader_read_object (reader, system_members, G_N_ELEMENTS (system_members), one))
    return FALSE;

  zhihui_wire_fill_text (&one->name, one->id);
  zhihui_wire_fill_text (&one->department, "");
  return TRUE;
}

static const ZhihuiWireMember systems_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiSystems),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiSystems, items, "items", read_system),
};

/**
 * zhihui_wire_decode_systems:
 * @body: the answer of /sources
 * @error: return location
 *
 * Returns: (transfer full) (nullable): other systems, and how they deliver
 */
ZhihuiSystems *
zhihui_wire_decode_systems (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiSystems) self = zhihui_systems_new ();

  if (!zhihui_wire_read_root (body, systems_members, G_N_ELEMENTS (systems_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_systems:
 * @systems: other systems
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /sources
 */
char *
zhihui_wire_encode_systems (ZhihuiSystems *systems, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (systems != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &systems->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < systems->items->len; i++)
    {
      const ZhihuiSystem *one = systems->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", one->id);
      zhihui_wire_writer_text (&writer, "name", one->name);
      zhihui_wire_writer_text (&writer, "department", one->department);
      zhihui_wire_write_known_count (&writer, "period_s", one->period_s);
      zhihui_wire_writer_text (&writer, "state", system_states[one->state]);
      if (one->last_sync_at != ZHIHUI_NO_INSTANT)
        zhihui_wire_writer_instant (&writer, "last_sync_at", one->last_sync_at);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- people ---- */

static const ZhihuiWireMember staffing_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiStaffing, region, "region", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiStaffing, kind, "kind", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiStaffing, n, "n", COUNT),
};

static gboolean
read_staffing (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **items = target;
  ZhihuiStaffing *one = g_new0 (ZhihuiStaffing, 1);

  g_ptr_array_add (*items, one);
  return zhihui_wire_reader_read_object (
    reader, staffing_members, G_N_ELEMENTS (staffing_members), one);
}

static const ZhihuiWireMember staff_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiStaff),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiStaff, items, "items", read_staffing),
};

/**
 * zhihui_wire_decode_staff:
 * @body: the answer of /staff
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how many people of each kind are where
 */
ZhihuiStaff *
zhihui_wire_decode_staff (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiStaff) self = zhihui_staff_new ();

  if (!zhihui_wire_read_root (body, staff_members, G_N_ELEMENTS (staff_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_staff:
 * @staff: people by region and kind
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /staff
 */
char *
zhihui_wire_encode_staff (ZhihuiStaff *staff, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (staff != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &staff->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < staff->items->len; i++)
    {
      const ZhihuiStaffing *one = staff->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "region", one->region);
      zhihui_wire_writer_text (&writer, "kind", one->kind);
      zhihui_wire_writer_integer (&writer, "n", one->n);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}
