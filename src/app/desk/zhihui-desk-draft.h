/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Something of a dialog that is typed or chosen. The object is borrowed and lives in the dialog;
 * NULL ends a list of them. */
typedef struct
{
  gpointer    object;
  const char *property;
} ZhihuiDeskDraftPart;

void zhihui_desk_draft_follow (AdwMessageDialog          *dialog,
                               const char                *about,
                               const ZhihuiDeskDraftPart *parts);

G_END_DECLS
