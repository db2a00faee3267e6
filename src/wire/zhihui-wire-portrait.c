/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

static const ZhihuiWireMember reason_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiReason, text, "text", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiReason, n, "n", COUNT),
};

static gboolean
read_reason (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray   **items = target;
  ZhihuiReason *reason = g_new0 (ZhihuiReason, 1);

  g_ptr_array_add (*items, reason);
  return zhihui_wire_reader_read_object (
    reader, reason_members, G_N_ELEMENTS (reason_members), reason);
}

static const ZhihuiWireMember reasons_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiReasons, tally.n, "n", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiReasons, tally.k, "k", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiReasons, tally.extra, "refused", COUNT),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiReasons, items, "reasons", read_reason),
};

static gboolean
read_reasons (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiReasons *self = target;

  zhihui_portrait_begin_reasons (self);
  if (!zhihui_wire_reader_read_object (
        reader, reasons_members, G_N_ELEMENTS (reasons_members), self))
    return FALSE;
  return self->tally.k <= self->tally.n ? TRUE
                                        : zhihui_wire_reader_fail (reader, "k", "is more than n");
}

static gboolean
read_mix (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiChannels **mix = target;

  *mix = zhihui_channels_new ();
  return zhihui_wire_reader_read_array (reader, zhihui_wire_read_channel, &(*mix)->items);
}

static const ZhihuiWireMember decision_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiUnitDecision, text, "text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, meeting, "meeting", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, held_at, "held_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitDecision, state, "state", TEXT),
};

static gboolean
read_decision (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray         **items = target;
  ZhihuiUnitDecision *decision = g_new0 (ZhihuiUnitDecision, 1);

  decision->held_at = decision->due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (*items, decision);
  if (!zhihui_wire_reader_read_object (
        reader, decision_members, G_N_ELEMENTS (decision_members), decision))
    return FALSE;

  zhihui_wire_fill_text (&decision->id, "");
  zhihui_wire_fill_text (&decision->meeting, "");
  zhihui_wire_fill_text (&decision->title, "");
  zhihui_wire_fill_text (&decision->state, "");
  return TRUE;
}

static gboolean
read_decisions (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **items = target;

  *items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_decision_free);
  return zhihui_wire_reader_read_array (reader, read_decision, items);
}

static const ZhihuiWireMember remark_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiRemark, at, "at", INSTANT),
  ZHIHUI_WIRE_NEED (ZhihuiRemark, kind, "kind", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRemark, by, "by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRemark, text, "text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRemark, case_id, "case", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRemark, no, "no", TEXT),
};

static gboolean
read_remark (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray   **items = target;
  ZhihuiRemark *remark = g_new0 (ZhihuiRemark, 1);

  g_ptr_array_add (*items, remark);
  if (!zhihui_wire_reader_read_object (
        reader, remark_members, G_N_ELEMENTS (remark_members), remark))
    return FALSE;

  zhihui_wire_fill_text (&remark->by, "");
  zhihui_wire_fill_text (&remark->text, "");
  zhihui_wire_fill_text (&remark->case_id, "");
  zhihui_wire_fill_text (&remark->no, "");
  return TRUE;
}

static gboolean
read_remarks (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **items = target;

  *items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_remark_free);
  return zhihui_wire_reader_read_array (reader, read_remark, items);
}

static const ZhihuiWireMember portrait_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiPortrait),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiPortrait, unit, "unit", zhihui_wire_read_unit),
  ZHIHUI_WIRE_NEED_WINDOW (ZhihuiPortrait, window),
  ZHIHUI_WIRE_MAY (ZhihuiPortrait, volume, "volume", COUNT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, channels, "channels", read_mix),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, topics, "topics", read_mix),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, returns, "returns", read_reasons),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, redo, "redo", read_reasons),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, decisions, "decisions", read_decisions),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiPortrait, remarks, "remarks", read_remarks),
  ZHIHUI_WIRE_MAY (ZhihuiPortrait, remarks_total, "remarks_total", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiPortrait, restricted_total, "restricted_total", COUNT),
};

static void
settle_mix (const ZhihuiPortrait *self, ZhihuiChannels *mix)
{
  if (mix == NULL)
    return;
  mix->window = self->window;
  for (guint i = 0; i < mix->items->len; i++)
    mix->total += ((const ZhihuiChannel *) mix->items->pdata[i])->n;
}

/**
 * zhihui_wire_decode_portrait:
 * @body: the answer of /units/{id}/portrait
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is known of the unit
 */
ZhihuiPortrait *
zhihui_wire_decode_portrait (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiPortrait) self = zhihui_portrait_new ();

  self->remarks_total = -1;
  if (!zhihui_wire_read_root (
        body, portrait_members, G_N_ELEMENTS (portrait_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  settle_mix (self, self->channels);
  settle_mix (self, self->topics);
  if (self->remarks_total < 0)
    self->remarks_total = self->remarks != NULL ? self->remarks->len : 0;
  return g_steal_pointer (&self);
}

/* ---- written ---- */

static void
write_mix (ZhihuiWireWriter *writer, const char *name, ZhihuiChannels *mix)
{
  if (mix == NULL)
    return;
  zhihui_wire_write_channels (writer, name, mix);
  zhihui_wire_writer_close_list (writer);
}

static void
write_reasons (ZhihuiWireWriter    *writer,
               const char          *name,
               ZhihuiMetric         metric,
               const ZhihuiReasons *reasons)
{
  if (!reasons->is_told)
    return;
  zhihui_wire_writer_open_object (writer, name);
  zhihui_wire_write_tally (writer, metric, &reasons->tally);
  zhihui_wire_writer_open_list (writer, "reasons");
  for (guint i = 0; i < reasons->items->len; i++)
    {
      const ZhihuiReason *reason = reasons->items->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "text", reason->text);
      zhihui_wire_writer_integer (writer, "n", reason->n);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
  zhihui_wire_writer_close_object (writer);
}

static void
write_decisions (ZhihuiWireWriter *writer, const GPtrArray *decisions)
{
  zhihui_wire_writer_open_list (writer, "decisions");
  for (guint i = 0; i < decisions->len; i++)
    {
      const ZhihuiUnitDecision *decision = decisions->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "id", decision->id);
      zhihui_wire_writer_text (writer, "text", decision->text);
      zhihui_wire_writer_text (writer, "meeting", decision->meeting);
      zhihui_wire_writer_text (writer, "title", decision->title);
      zhihui_wire_writer_instant (writer, "held_at", decision->held_at);
      zhihui_wire_writer_instant (writer, "due_at", decision->due_at);
      zhihui_wire_writer_text (writer, "state", decision->state);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_remarks (ZhihuiWireWriter *writer, const GPtrArray *remarks)
{
  zhihui_wire_writer_open_list (writer, "remarks");
  for (guint i = 0; i < remarks->len; i++)
    {
      const ZhihuiRemark *remark = remarks->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_instant (writer, "at", remark->at);
      zhihui_wire_writer_text (writer, "kind", remark->kind);
      zhihui_wire_writer_text (writer, "by", remark->by);
      zhihui_wire_writer_text (writer, "text", remark->text);
      zhihui_wire_writer_text (writer, "case", remark->case_id);
      zhihui_wire_writer_text (writer, "no", remark->no);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_wire_encode_portrait:
 * @portrait: what is known of a unit
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /units/{id}/portrait
 */
char *
zhihui_wire_encode_portrait (ZhihuiPortrait *portrait, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (portrait != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &portrait->stamp, &portrait->window);
  zhihui_wire_write_unit (&writer, portrait->unit);
  zhihui_wire_write_known_count (&writer, "volume", portrait->volume);
  write_mix (&writer, "channels", portrait->channels);
  write_mix (&writer, "topics", portrait->topics);
  write_reasons (&writer, "returns", ZHIHUI_METRIC_RETURN_RATE, &portrait->returns);
  write_reasons (&writer, "redo", ZHIHUI_METRIC_REDO_RATE, &portrait->redo);
  if (portrait->decisions != NULL)
    write_decisions (&writer, portrait->decisions);
  if (portrait->remarks != NULL)
    {
      write_remarks (&writer, portrait->remarks);
      zhihui_wire_writer_integer (&writer, "remarks_total", portrait->remarks_total);
    }
  zhihui_wire_write_known_count (&writer, "restricted_total", portrait->restricted_total);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
