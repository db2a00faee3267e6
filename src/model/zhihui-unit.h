/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A responsible unit: town, department, … Immutable. */
typedef struct
{
  char    *id;         /* owned, stable, e.g. "u014" */
  char    *name;       /* owned, full name */
  char    *short_name; /* owned, ≤ 6 characters where possible; never NULL */
  char    *peer;       /* owned, peer group id: "town", "department", … */
  char    *region;     /* owned, region code or "" */
  gboolean active;
} ZhihuiUnit;

/* Which units are compared with each other. */
typedef struct
{
  char *id;    /* owned: "town" */
  char *label; /* owned, from the platform: "镇街道" */
  guint n_units;
} ZhihuiPeer;

ZhihuiUnit *zhihui_unit_copy (const ZhihuiUnit *self);
void        zhihui_unit_free (ZhihuiUnit *self);
ZhihuiPeer *zhihui_peer_copy (const ZhihuiPeer *self);
ZhihuiPeer *zhihui_peer_find (GPtrArray *peers, const char *id);
void        zhihui_peer_free (ZhihuiPeer *self);

G_END_DECLS
