/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the pictures of one layer come from. All owned and nullable; either @path or @url. */
typedef struct
{
  char    *path;        /* of an MBTiles file, or of a folder z/x/y.png; absolute */
  char    *url;         /* of a server, with {z} {x} {y} … */
  char   **subdomains;  /* what {s} stands for; NULL: t0 … t7 */
  char    *attribution; /* NULL: what the file says */
  char    *referer, *user_agent;
  char    *key_file; /* private: what {key} stands for; else the keyring's */
  char    *ca_file;  /* whom to believe; NULL: the system's */
  char   **pins;
  guint    min_zoom, max_zoom; /* both included */
  gboolean has_zooms;          /* they were set: else a file knows its own */
  gboolean reads_webp;         /* who shows them can read WebP; set by who opens it */
} ZhihuiTileSettings;

/* A base map, and the names above it if they are pictures of their own. */
typedef struct
{
  char              *name; /* owned: by which the keyring knows its key */
  ZhihuiTileSettings ground;
  ZhihuiTileSettings labels; /* zero: there are none */
} ZhihuiBasemapSettings;

ZhihuiBasemapSettings *zhihui_basemap_settings_load (const char *where, GError **error);
void                   zhihui_basemap_settings_free (ZhihuiBasemapSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBasemapSettings, zhihui_basemap_settings_free)

G_END_DECLS
