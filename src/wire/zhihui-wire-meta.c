/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

#define DEFAULT_LANGUAGE "zh_CN"
#define DEFAULT_TIME_ZONE "Asia/Shanghai"
#define DEFAULT_SIGN_TARGET 0.98
#define DEFAULT_CONTACT_TARGET 0.98
#define DEFAULT_REPLY_TARGET 0.99

/* ---- from JSON ---- */

static const ZhihuiWireMember clock_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiMeta, clock_simulated, "simulated", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, clock_speed, "speed", NUMBER),
};

static const ZhihuiWireMember target_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiMeta, sign_target, "sign_rate", RATIO),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, contact_target, "contact_rate", RATIO),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, reply_target, "on_time_rate", RATIO),
};

static const ZhihuiWireMember peer_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiPeer, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPeer, label, "label", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiPeer, n_units, "units_total", COUNT_32),
};

static gboolean
read_clock (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiMeta *meta = target;

  if (!zhihui_wire_reader_read_object (reader, clock_members, G_N_ELEMENTS (clock_members), meta))
    return FALSE;

  return meta->clock_speed > 0 ? TRUE : zhihui_wire_reader_fail (reader, "speed", "is not above 0");
}

static gboolean
read_targets (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (
    reader, target_members, G_N_ELEMENTS (target_members), target);
}

static gboolean
read_peer (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **peers = target;
  ZhihuiPeer *peer;

  /* Each of them is a board of every kind that is asked for. */
  if ((*peers)->len >= ZHIHUI_WIRE_MAX_PEERS)
    return zhihui_wire_reader_fail (reader, NULL, "is one too many");

  peer = g_new0 (ZhihuiPeer, 1);
  g_ptr_array_add (*peers, peer);
  if (!zhihui_wire_reader_read_object (reader, peer_members, G_N_ELEMENTS (peer_members), peer))
    return FALSE;

  zhihui_wire_fill_text (&peer->label, peer->id);
  return TRUE;
}

static const ZhihuiWireMember meta_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiMeta),
  ZHIHUI_WIRE_NEED (ZhihuiMeta, title, "title", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiMeta, name, "name", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiMeta, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, issuer, "issuer", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, language, "language", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, time_zone, "time_zone", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, api_version, "api_version", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, rule_version, "rule_version", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, scope, "scope", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, simulated, "simulated", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, has_stream, "stream", BOOLEAN),
  ZHIHUI_WIRE_MAY_PART ("clock", read_clock),
  ZHIHUI_WIRE_MAY_PART ("targets", read_targets),
  ZHIHUI_WIRE_MAY (ZhihuiMeta, n_units, "units_total", COUNT_32),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeta, peers, "peers", read_peer),
};

/**
 * zhihui_wire_decode_meta:
 * @body: the answer of /meta
 * @error: return location
 *
 * Returns: (transfer full) (nullable): who answers, with a time zone that this machine knows
 */
ZhihuiMeta *
zhihui_wire_decode_meta (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiMeta) self = zhihui_meta_new ();
  g_autoptr (ZhihuiZone) zone = NULL;

  self->clock_speed = 1;
  self->sign_target = DEFAULT_SIGN_TARGET;
  self->contact_target = DEFAULT_CONTACT_TARGET;
  self->reply_target = DEFAULT_REPLY_TARGET;
  if (!zhihui_wire_read_root (body, meta_members, G_N_ELEMENTS (meta_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  g_free (self->revision);
  self->revision = g_strdup (self->stamp.revision);
  zhihui_wire_fill_text (&self->issuer, "");
  zhihui_wire_fill_text (&self->language, DEFAULT_LANGUAGE);
  zhihui_wire_fill_text (&self->time_zone, DEFAULT_TIME_ZONE);
  zhihui_wire_fill_text (&self->api_version, "");
  zhihui_wire_fill_text (&self->rule_version, "");

  zone = zhihui_zone_new (self->time_zone, NULL);
  if (zone == NULL)
    {
      zhihui_wire_fail_word (error, "time_zone", self->time_zone);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* ---- to JSON ---- */

static ZhihuiZone *
make_zone (const char *identifier)
{
  ZhihuiZone *zone = identifier != NULL ? zhihui_zone_new (identifier, NULL) : NULL;

  return zone != NULL ? zone : zhihui_zone_new_shanghai ();
}

/**
 * zhihui_wire_encode_meta:
 * @meta: who answers; times are written in its own zone
 *
 * Returns: (transfer full): the answer of /meta
 */
char *
zhihui_wire_encode_meta (ZhihuiMeta *meta)
{
  ZhihuiWireWriter writer;
  g_autoptr (ZhihuiZone) zone = NULL;
  const char *revision;

  g_return_val_if_fail (meta != NULL, NULL);

  zone = make_zone (meta->time_zone);
  revision = meta->stamp.revision != NULL ? meta->stamp.revision : meta->revision;
  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (&writer, meta->stamp.as_of, revision);
  zhihui_wire_writer_text (&writer, "title", meta->title);
  zhihui_wire_writer_text (&writer, "name", meta->name);
  zhihui_wire_writer_text (&writer, "region", meta->region);
  zhihui_wire_writer_text (&writer, "issuer", meta->issuer);
  zhihui_wire_writer_text (&writer, "language", meta->language);
  zhihui_wire_writer_text (&writer, "time_zone", meta->time_zone);
  zhihui_wire_writer_text (&writer, "api_version", meta->api_version);
  zhihui_wire_writer_text (&writer, "rule_version", meta->rule_version);
  if (meta->scope != NULL)
    zhihui_wire_writer_text (&writer, "scope", meta->scope);
  zhihui_wire_writer_boolean (&writer, "simulated", meta->simulated);
  zhihui_wire_writer_boolean (&writer, "stream", meta->has_stream);

  zhihui_wire_writer_open_object (&writer, "clock");
  zhihui_wire_writer_boolean (&writer, "simulated", meta->clock_simulated);
  zhihui_wire_writer_number (&writer, "speed", meta->clock_speed);
  zhihui_wire_writer_close_object (&writer);

  zhihui_wire_writer_open_object (&writer, "targets");
  zhihui_wire_writer_number (&writer, "sign_rate", meta->sign_target);
  zhihui_wire_writer_number (&writer, "contact_rate", meta->contact_target);
  zhihui_wire_writer_number (&writer, "on_time_rate", meta->reply_target);
  zhihui_wire_writer_close_object (&writer);

  zhihui_wire_writer_integer (&writer, "units_total", meta->n_units);
  zhihui_wire_writer_open_list (&writer, "peers");
  for (guint i = 0; i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "id", peer->id);
      zhihui_wire_writer_text (&writer, "label", peer->label);
      zhihui_wire_writer_integer (&writer, "units_total", peer->n_units);
      zhihui_wire_writer_close_object (&writer);
    }
  zhihui_wire_writer_close_list (&writer);

  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
