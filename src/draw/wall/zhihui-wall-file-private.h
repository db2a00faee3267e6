/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-settings-text.h"
#include "zhihui-wall-file.h"
#include "zhihui-wall-layout.h"

G_BEGIN_DECLS

/* Only the reader of files and the file itself see this. */
struct _ZhihuiWallFile
{
  char      *name;    /* owned */
  char      *title;   /* owned: in the language of the wall */
  guint      dwell_s; /* how long it is shown where pages take turns */
  int        order;   /* among the pages: smaller is earlier */
  GArray    *needs;   /* (element-type guint), owned: numbers of panels without which it is none */
  GArray    *panels;  /* (element-type ZhihuiPagePanel), owned */
  GPtrArray *layouts; /* (element-type ZhihuiWallLayout), owned */
};

/* A word of a value, and where it stands. */
typedef struct
{
  char *text; /* owned */
  guint column;
} ZhihuiWallWord;

/* What is being read. */
typedef struct
{
  ZhihuiSettingsText *text; /* owned */
  ZhihuiWallFile     *file; /* borrowed: fills */
} ZhihuiWallReading;

GArray  *zhihui_wall_reading_split (const ZhihuiSettingsEntry *entry);
gboolean zhihui_wall_reading_refuse (ZhihuiWallReading         *self,
                                     const ZhihuiSettingsEntry *entry,
                                     guint                      column,
                                     GError                   **error,
                                     const char                *format,
                                     ...) G_GNUC_PRINTF (5, 6);
gboolean zhihui_wall_reading_read_title (ZhihuiWallReading   *self,
                                         ZhihuiSettingsGroup *group,
                                         const char         **title,
                                         GError             **error);
gboolean zhihui_wall_reading_read_count (ZhihuiWallReading   *self,
                                         ZhihuiSettingsGroup *group,
                                         const char          *key,
                                         guint                max,
                                         guint               *count,
                                         GError             **error);

gboolean zhihui_wall_reading_read_switch (ZhihuiWallReading   *self,
                                          ZhihuiSettingsGroup *group,
                                          const char          *key,
                                          gboolean            *on,
                                          GError             **error);
gboolean zhihui_wall_reading_read_panel (ZhihuiWallReading   *self,
                                         ZhihuiSettingsGroup *group,
                                         GError             **error);
gboolean zhihui_wall_reading_read_layout (ZhihuiWallReading   *self,
                                          ZhihuiSettingsGroup *group,
                                          GError             **error);
gboolean zhihui_wall_reading_find_panel (ZhihuiWallReading *self, const char *name, guint *number);
void     zhihui_wall_reading_tell_apart (ZhihuiWallReading *self);

G_END_DECLS
