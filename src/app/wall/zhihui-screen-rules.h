/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rotation.h"
#include "zhihui-seams.h"
#include "zhihui-settings-text.h"
#include "zhihui-wall-shelf.h"

G_BEGIN_DECLS

/* What is plugged in. Strings are borrowed, NULL where the display does not tell. */
typedef struct
{
  const char *connector, *model;
  int         x, y, width, height; /* px of the desktop */
} ZhihuiMonitor;

/* A window that is to be: on which monitor, and what it shows. */
typedef struct
{
  const char *screen;        /* interned: a screen of the director */
  guint       monitor;       /* index */
  int         x, y;          /* px of the page: where the window is in it */
  int         width, height; /* px of the page; 0: that of the window */
  ZhihuiSeams seams;         /* px of the page: what lies behind edges between monitors */
} ZhihuiWindowPlan;

/* Which page stands where: groups playlist, screen and span of wall.conf. */
typedef struct _ZhihuiScreenRules ZhihuiScreenRules;

ZhihuiScreenRules      *
zhihui_screen_rules_new (ZhihuiSettingsText *conf, ZhihuiWallShelf *shelf, GError **error);
void zhihui_screen_rules_free (ZhihuiScreenRules *self);
/* (element-type ZhihuiPlayItem), borrowed; NULL where nothing is said. @screen NULL: of all. */
const GArray *zhihui_screen_rules_get_items (const ZhihuiScreenRules *self, const char *screen);
/* Every screen that a rule names, there or not: (element-type utf8) interned. */
GPtrArray *zhihui_screen_rules_list_screens (const ZhihuiScreenRules *self);
GArray    *zhihui_screen_rules_plan (const ZhihuiScreenRules *self,
                                     const ZhihuiMonitor     *monitors,
                                     guint                    n_monitors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiScreenRules, zhihui_screen_rules_free)

G_END_DECLS
