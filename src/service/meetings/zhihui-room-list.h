/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* The rooms of a BigBlueButton server, read from its answer to getMeetings. Passwords, names of
 * people, telephone numbers and metadata of the answer are passed over: they are never copied. */

typedef struct
{
  char    *id;         /* owned: meetingID */
  char    *name;       /* owned: meetingName, one line */
  gint64   created_at; /* epoch seconds */
  gint64   started_at; /* ZHIHUI_NO_INSTANT: not yet */
  gint64   ended_at;   /* ZHIHUI_NO_INSTANT: not yet */
  gboolean is_running, was_forced_to_end;
  int      n_participants;
} ZhihuiRoom;

#define ZHIHUI_ROOM_LIST_MAX_BYTES (16 * 1024 * 1024)

GPtrArray *zhihui_room_list_parse (GBytes *body, GError **error); /* (element-type ZhihuiRoom) */
void       zhihui_room_free (ZhihuiRoom *self);

G_END_DECLS
