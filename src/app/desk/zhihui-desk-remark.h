/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a dialog asks. Borrowed for the call. */
typedef struct
{
  const char *heading, *body;
  const char *verb;       /* of the button, with its underline */
  const char *name;       /* of who sits here, as far as known */
  gboolean    needs_text; /* else it may stay empty */
} ZhihuiRemarkQuestion;

/* The user said it. @by and @text are trimmed, @by never empty. */
typedef void (*ZhihuiRemarkFunc) (const char *by, const char *text, gpointer user_data);

GtkWidget *zhihui_desk_remark_ask (const ZhihuiRemarkQuestion *question,
                                   GtkWindow                  *parent,
                                   ZhihuiRemarkFunc            said,
                                   gpointer                    user_data,
                                   GDestroyNotify              free_data);

G_END_DECLS
