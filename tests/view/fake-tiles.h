/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

/* A provider that has one picture for all places, and as many failures as the test wants. */
#define FAKE_TYPE_TILES (fake_tiles_get_type ())
G_DECLARE_FINAL_TYPE (FakeTiles, fake_tiles, FAKE, TILES, GObject)

struct _FakeTiles
{
  GObject parent_instance;

  GBytes *picture;    /* owned, nullable: there is none */
  guint   n_failures; /* of each place, before it is given */
  guint   n_asked, n_given, n_cancelled;
  guint   min_zoom, max_zoom;

  GHashTable *failed; /* of a place as text: how often */
};

FakeTiles *fake_tiles_new (void);
/* A PNG, red all over. */
GBytes *fake_tiles_make_picture (int side);

G_END_DECLS
