/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* A figure of a report, and what the database says. */
typedef struct
{
  char    *id, *name, *published, *unit, *source; /* owned */
  char    *rule;                                  /* owned: as a person reads it */
  char    *found;                                 /* owned: the simulated figure, as text */
  gboolean is_counted;                            /* from rows; else it is passed on as published */
  gboolean agrees;
} ZhihuiPublishedFigure;

GPtrArray *zhihui_published_check (ZhihuiStore *store, const char *scenario, GError **error);

G_END_DECLS
