/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One screen of a wall, as its status tells it. Strings are borrowed from that. */
typedef struct
{
  const char *name;  /* "" where it tells none */
  const char *page;  /* its name, "" none */
  const char *title; /* what it is called, "" unknown */
  gboolean    is_held, is_curtained, is_pinned;
  const char *interruption;    /* nullable: why another page came between */
  const char *next;            /* nullable: the title of what comes by itself */
  guint       left_s, dwell_s; /* until then; in all, 0 unknown */
  guint       number, n_pages; /* the place of the page, from 1; 0: it is none of them */
} ZhihuiWallScreen;

guint zhihui_wall_status_count_screens (GVariant *status);
void  zhihui_wall_status_read_screen (GVariant *status, guint index, ZhihuiWallScreen *screen);
const char *zhihui_wall_status_get_title (GVariant *status, const char *page);
guint       zhihui_wall_status_find_in_playlist (GVariant *status, guint index, const char *page);
char       *zhihui_wall_words_describe (const ZhihuiWallScreen *screen, int age_s);

G_END_DECLS
