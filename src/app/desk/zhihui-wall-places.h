/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-remote-caller.h"

G_BEGIN_DECLS

/* The walls of other machines that are steered from here, as the settings keep them: names and
 * files, no token. */
typedef struct _ZhihuiWallPlaces ZhihuiWallPlaces;

ZhihuiWallPlaces *zhihui_wall_places_new (GSettings *store);
void              zhihui_wall_places_free (ZhihuiWallPlaces *self);
guint             zhihui_wall_places_get_n (ZhihuiWallPlaces *self);
const char *zhihui_wall_places_get (ZhihuiWallPlaces *self, guint index, ZhihuiRemotePlace *place);
gboolean    zhihui_wall_places_add (ZhihuiWallPlaces        *self,
                                    const char              *name,
                                    const ZhihuiRemotePlace *place,
                                    GError                 **error);
void        zhihui_wall_places_remove (ZhihuiWallPlaces *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallPlaces, zhihui_wall_places_free)

G_END_DECLS
