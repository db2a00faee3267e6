/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-profile.h"
#include "zhihui-settings-text.h"

G_BEGIN_DECLS

/* A profile being read: zhihui-profile-reader.c its groups, zhihui-profile-tables.c its resources
 * and their paging, zhihui-profile-places.c its units and regions. */
typedef struct
{
  ZhihuiSettingsText *text;    /* borrowed */
  ZhihuiProfile      *profile; /* borrowed */
  const char         *folder;
} ZhihuiProfileReader;

void     zhihui_profile_reader_take_text (ZhihuiSettingsGroup *group, const char *key, char **text);
gboolean zhihui_profile_reader_take_number (ZhihuiProfileReader *self,
                                            ZhihuiSettingsGroup *group,
                                            const char          *key,
                                            gint64               max,
                                            gint64              *number,
                                            GError             **error);
gboolean zhihui_profile_reader_take_span (ZhihuiProfileReader *self,
                                          ZhihuiSettingsGroup *group,
                                          const char          *key,
                                          gint64              *span_s,
                                          GError             **error);
gboolean zhihui_profile_reader_take_word (ZhihuiProfileReader *self,
                                          ZhihuiSettingsGroup *group,
                                          const char          *key,
                                          const char *const   *words,
                                          guint               *index,
                                          GError             **error);
gboolean zhihui_profile_reader_take_column (ZhihuiProfileReader *self,
                                            ZhihuiSettingsGroup *group,
                                            const char          *key,
                                            ZhihuiColumn       **column,
                                            GError             **error);

gboolean zhihui_profile_reader_read_places (ZhihuiProfileReader *self, GError **error);
gboolean zhihui_profile_reader_read_tables (ZhihuiProfileReader *self, GError **error);
void     zhihui_profile_table_free (gpointer data);

G_END_DECLS
