/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-line.h"

G_BEGIN_DECLS

/* What is known of a wall that is watched. */
typedef enum
{
  ZHIHUI_WALL_UNKNOWN, /* it was not asked yet */
  ZHIHUI_WALL_ANSWERS,
  ZHIHUI_WALL_ABSENT,  /* no wall runs in this session */
  ZHIHUI_WALL_OFFLINE, /* another machine's cannot be reached */
  ZHIHUI_WALL_REFUSED, /* it does not believe the token */
  ZHIHUI_WALL_BROKEN,  /* it cannot be asked: the token's file, a version that speaks otherwise */
} ZhihuiWallReach;

/* Asks one wall again and again what is on it, while somebody looks, and passes on what the user
 * wants of it. Emits "changed" for what it found, "failed" with a sentence for what the wall did
 * not do. */
#define ZHIHUI_TYPE_WALL_WATCH (zhihui_wall_watch_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallWatch, zhihui_wall_watch, ZHIHUI, WALL_WATCH, GObject)

ZhihuiWallWatch *zhihui_wall_watch_new (ZhihuiWallLine *line);
void             zhihui_wall_watch_pass (ZhihuiWallWatch *self, gint64 now_us);
void             zhihui_wall_watch_rest (ZhihuiWallWatch *self);
void             zhihui_wall_watch_look_at (ZhihuiWallWatch *self, const char *screen, guint width);
void zhihui_wall_watch_tell (ZhihuiWallWatch *self, const char *method, GVariant *parameters);

ZhihuiWallReach zhihui_wall_watch_get_reach (ZhihuiWallWatch *self);
const char     *zhihui_wall_watch_get_fault (ZhihuiWallWatch *self);
GVariant       *zhihui_wall_watch_get_status (ZhihuiWallWatch *self);
int             zhihui_wall_watch_get_age_s (ZhihuiWallWatch *self, gint64 now_us);
GdkTexture     *zhihui_wall_watch_get_picture (ZhihuiWallWatch *self);

G_END_DECLS
