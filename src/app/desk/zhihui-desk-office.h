/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-basemap-option.h"
#include "zhihui-map-option.h"
#include "zhihui-past.h"
#include "zhihui-preferences.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* What the command line said. All borrowed. */
typedef struct
{
  ZhihuiSourceOptions *options; /* of the source that was named there */
  ZhihuiPast          *past;
  ZhihuiBasemapOption *basemap;
  ZhihuiMapOption     *map;
} ZhihuiDeskTerms;

/* All windows of one desk: which source they have, what they remember, what was chosen. */
#define ZHIHUI_TYPE_DESK_OFFICE (zhihui_desk_office_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskOffice, zhihui_desk_office, ZHIHUI, DESK_OFFICE, GObject)

ZhihuiDeskOffice *zhihui_desk_office_new (AdwApplication        *application,
                                          const ZhihuiDeskTerms *terms,
                                          ZhihuiPreferences     *preferences,
                                          GSettings             *window_store);
gboolean          zhihui_desk_office_open (ZhihuiDeskOffice *self, GError **error);
GtkWidget        *zhihui_desk_office_open_window (ZhihuiDeskOffice *self, GError **error);
ZhihuiSource     *zhihui_desk_office_open_beside (ZhihuiDeskOffice *self);
void              zhihui_desk_office_change_source (ZhihuiDeskOffice *self, const char *where);
void              zhihui_desk_office_show_preferences (ZhihuiDeskOffice *self);
void              zhihui_desk_office_lock (ZhihuiDeskOffice *self);
char             *zhihui_desk_office_dup_diagnostics (ZhihuiDeskOffice *self);
void              zhihui_desk_office_close (ZhihuiDeskOffice *self);

G_END_DECLS
