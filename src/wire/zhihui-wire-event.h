/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_WIRE_EVENT_MAX_BYTES (64 * 1024)
#define ZHIHUI_WIRE_EVENT_MAX_ID_BYTES 256

/* One event as a sender tells it: the envelope of CloudEvents 1.0, and the members of data that any
 * type has. What was not told is NULL, NAN, ZHIHUI_NO_INSTANT, or -1. Texts are owned. */
typedef struct
{
  char  *specversion, *id, *source, *type, *subject;
  gint64 time;

  char  *unit, *role, *reason, *text, *by, *approved_by, *into, *solved, *told_by, *meeting;
  char  *closed_level;
  gint64 level, days, due_at;
  int    accepted, new_facts; /* -1, or a truth */

  /* Of a case that comes in. */
  char  *kind, *channel, *region, *topic, *no, *title, *complainant, *phone, *address;
  char  *input_mode, *repeat_of, *item, *mode;
  double lon, lat;
  int    anonymous;
} ZhihuiWireEvent;

void  zhihui_wire_event_init (ZhihuiWireEvent *self);
void  zhihui_wire_event_clear (ZhihuiWireEvent *self);
char *zhihui_wire_event_get_digest (const ZhihuiWireEvent *self);
/* @member: (out): owned: the member that is missing or wrong, "" the whole */
gboolean
zhihui_wire_decode_event (GBytes *body, ZhihuiWireEvent *event, char **member, GError **error);
/* (element-type GBytes): the elements of a list as they stand, at most @max + 1. */
GPtrArray *zhihui_wire_split_list (GBytes *body, guint max, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiWireEvent, zhihui_wire_event_clear)

G_END_DECLS
