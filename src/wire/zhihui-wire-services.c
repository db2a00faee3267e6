/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

#define NOT_GIVEN (-1)

/* The catalogue of services, and the guide to them. */

/* ---- the catalogue ---- */

static const ZhihuiWireMember service_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiService, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiService, label, "label", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiService, topic, "topic", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiService, n, "n", COUNT), /* null: too few to be told */
  ZHIHUI_WIRE_MAY (ZhihuiService, previous, "previous", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiService, promised_days, "promised_days", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiService, statutory_days, "statutory_days", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiService, elements, "elements", COUNT),
};

static gboolean
read_service (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray    **items = target;
  ZhihuiService *one = g_new0 (ZhihuiService, 1);

  one->n = one->previous = one->promised_days = one->statutory_days = one->elements = NOT_GIVEN;
  g_ptr_array_add (*items, one);
  if (!zhihui_wire_reader_read_object (
        reader, service_members, G_N_ELEMENTS (service_members), one))
    return FALSE;

  zhihui_wire_fill_text (&one->label, one->id);
  zhihui_wire_fill_text (&one->topic, "");
  return TRUE;
}

static const ZhihuiWireMember services_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiServices),
  ZHIHUI_WIRE_NEED_WINDOW (ZhihuiServices, window),
  ZHIHUI_WIRE_NEED (ZhihuiServices, total, "total", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiServices, others, "others", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiServices, n_services, "items_total", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiServices, n_elements, "elements_total", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiServices, items, "items", read_service),
};

/**
 * zhihui_wire_decode_services:
 * @body: the answer of /items, or its first page
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the services with their cases
 */
ZhihuiServices *
zhihui_wire_decode_services (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiServices) self = zhihui_services_new ();

  self->n_services = self->n_elements = NOT_GIVEN;
  if (!zhihui_wire_read_root (
        body, services_members, G_N_ELEMENTS (services_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_services:
 * @services: the catalogue
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /items
 */
char *
zhihui_wire_encode_services (ZhihuiServices *services, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (services != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &services->stamp, &services->window);
  zhihui_wire_writer_integer (&writer, "total", services->total);
  zhihui_wire_writer_integer (&writer, "others", services->others);
  zhihui_wire_write_known_count (&writer, "elements_total", services->n_elements);
  zhihui_wire_write_known_count (&writer, "items_total", services->n_services);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < services->items->len; i++)
    {
      const ZhihuiService *one = services->items->pdata[i];
      ZhihuiTally          share = { .k = one->n, .n = services->total };

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", one->id);
      zhihui_wire_writer_text (&writer, "label", one->label);
      zhihui_wire_writer_text (&writer, "topic", one->topic);
      zhihui_wire_write_known_count (&writer, "promised_days", one->promised_days);
      zhihui_wire_write_known_count (&writer, "statutory_days", one->statutory_days);
      zhihui_wire_write_known_count (&writer, "elements", one->elements);
      zhihui_wire_write_known_count (&writer, "n", one->n);
      if (one->n >= 0 && services->total > 0)
        zhihui_wire_writer_number (&writer, "share", zhihui_tally_get_value (&share, FALSE));
      zhihui_wire_write_known_count (&writer, "previous", one->previous);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- the guide ---- */

static const ZhihuiWireMember way_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiGuideWay, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiGuideWay, asked, "asked", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiGuideWay, answered, "answered", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiGuideWay, handed_over, "handed_over", COUNT),
};

static gboolean
read_way (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **items = target;
  ZhihuiGuideWay *one = g_new0 (ZhihuiGuideWay, 1);

  g_ptr_array_add (*items, one);
  if (!zhihui_wire_reader_read_object (reader, way_members, G_N_ELEMENTS (way_members), one))
    return FALSE;
  if (one->answered > one->asked)
    return zhihui_wire_reader_fail (reader, "answered", "is more than asked");
  if (one->handed_over > one->asked)
    return zhihui_wire_reader_fail (reader, "handed_over", "is more than asked");
  return TRUE;
}

static const ZhihuiWireMember guide_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiGuide),
  ZHIHUI_WIRE_NEED_WINDOW (ZhihuiGuide, window),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiGuide, items, "items", read_way),
};

/**
 * zhihui_wire_decode_guide:
 * @body: the answer of /guide
 * @error: return location
 *
 * Returns: (transfer full) (nullable): questions by the way they were asked
 */
ZhihuiGuide *
zhihui_wire_decode_guide (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiGuide) self = zhihui_guide_new ();

  if (!zhihui_wire_read_root (body, guide_members, G_N_ELEMENTS (guide_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_guide:
 * @guide: questions by way
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /guide
 */
char *
zhihui_wire_encode_guide (ZhihuiGuide *guide, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (guide != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &guide->stamp, &guide->window);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < guide->items->len; i++)
    {
      const ZhihuiGuideWay *one = guide->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", one->id);
      zhihui_wire_writer_integer (&writer, "asked", one->asked);
      zhihui_wire_writer_integer (&writer, "answered", one->answered);
      zhihui_wire_writer_integer (&writer, "handed_over", one->handed_over);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}
