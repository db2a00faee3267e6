/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-alert-note.h"

#include <glib/gi18n-lib.h>

#include "zhihui-mask.h"
#include "zhihui-wire-alert-story.h"
#include "zhihui-wire-telling.h"

/* What was said of an alert. */
typedef struct
{
  char *by, *note; /* owned */
} Note;

static void
note_free (gpointer data)
{
  Note *self = data;

  g_free (self->by);
  g_free (self->note);
  g_free (self);
}

/* What a person wrote is told as a desk may see it: telephone numbers are masked. */
static gboolean
is_same (const char *told, const char *said)
{
  g_autofree char *masked = zhihui_mask_text (said, ZHIHUI_MASK_DESK);

  told = told != NULL ? told : "";
  return g_str_equal (told, said) || g_strcmp0 (told, masked) == 0;
}

/* The last that happened to the alert is this note: nothing else has changed it. */
static gboolean
is_noted (GBytes *answer, gpointer user_data)
{
  const Note *said = user_data;
  g_autoptr (ZhihuiAlertStory) story = zhihui_wire_decode_alert_story (answer, NULL);
  const ZhihuiAlertStep *last =
    story != NULL && story->steps->len > 0 ? story->steps->pdata[story->steps->len - 1] : NULL;

  return last != NULL && g_str_equal (last->what, "acknowledged") && is_same (last->by, said->by) &&
         is_same (last->note, said->note);
}

static void
add_proof (ZhihuiDeskErrand *errand, const char *alert, const char *by, const char *note)
{
  g_autofree char *path = g_strconcat ("/alerts/", alert, NULL);
  Note            *said = g_new0 (Note, 1);

  said->by = g_strdup (by);
  said->note = g_strdup (note != NULL ? note : "");
  zhihui_desk_errand_set_proof (errand, path, is_noted, said, note_free);
}

/**
 * zhihui_desk_alert_note_new:
 * @alert: with its etag
 * @by: name of who takes note
 * @note: what is being done, may be ""
 * @what: (nullable): for the user; %NULL: it is about this alert alone
 *
 * Returns: (transfer full): an errand that nobody carries yet
 */
ZhihuiDeskErrand *
zhihui_desk_alert_note_new (const ZhihuiAlert *alert,
                            const char        *by,
                            const char        *note,
                            const char        *what)
{
  g_autofree char  *body = zhihui_wire_encode_alert_note (by, note);
  g_autofree char  *id = g_uri_escape_string (alert->id, NULL, FALSE);
  g_autofree char  *path = g_strdup_printf ("/alerts/%s/ack", id);
  g_autofree char  *subject = g_strconcat ("alert:", alert->id, NULL);
  g_autofree char  *own = NULL;
  ZhihuiDeskErrand *errand;

  /* Translators: the text of an alert. */
  if (what == NULL)
    own = g_strdup_printf (_ ("Note of “%s”"), alert->text);
  errand = zhihui_desk_errand_new (subject, what != NULL ? what : own, path, alert->etag, body);
  zhihui_desk_errand_set_kind (errand, "note");
  add_proof (errand, id, by, note);
  return errand;
}
