/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-no-answer.h"

#include "zhihui-desk-state.h"

#include <glib/gi18n-lib.h>

#define TRY_SEEN_US G_USEC_PER_SEC /* a refusal comes at once: that it was tried is seen first */

/**
 * ZhihuiDeskNoAnswer:
 *
 * What is seen of a page while the platform has told nothing yet: that it is being read, or why it
 * cannot be, and what can be done about it. Its buttons are "win.try-again" and "app.preferences".
 */
struct _ZhihuiDeskNoAnswer
{
  AdwBin parent_instance;

  gint64 trying_us; /* monotonic: until then it is being tried */

  /* template children */
  AdwStatusPage *status;
  GtkWidget     *buttons;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskNoAnswer, zhihui_desk_no_answer, ADW_TYPE_BIN)

/* Set again each second: a label that is set anew is read out anew. */
static void
set_words (ZhihuiDeskNoAnswer *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  if (g_strcmp0 (adw_status_page_get_icon_name (self->status), icon) != 0)
    adw_status_page_set_icon_name (self->status, icon);
  if (g_strcmp0 (adw_status_page_get_title (self->status), title) != 0)
    adw_status_page_set_title (self->status, title);
  if (g_strcmp0 (adw_status_page_get_description (self->status), escaped) != 0)
    adw_status_page_set_description (self->status, escaped);
}

static void
show_reading (ZhihuiDeskNoAnswer *self)
{
  gtk_widget_set_visible (self->buttons, FALSE);
  set_words (self, "view-list-ordered-symbolic", _ ("Reading the figures…"), "");
}

static void
show_refused (ZhihuiDeskNoAnswer *self, const ZhihuiReceipt *receipt, const char *token_fault)
{
  const char *icon = "dialog-password-symbolic";

  if (token_fault != NULL)
    set_words (self, icon, _ ("The Token Cannot Be Used"), token_fault);
  else if (zhihui_desk_state_is_unknown_token (receipt))
    set_words (self,
               icon,
               _ ("The Platform Does Not Accept This Token"),
               _ ("It is missing, mistyped, or was withdrawn. Enter another in the preferences, or "
                  "ask the administrator of the platform for one."));
  else
    set_words (self,
               icon,
               _ ("This Token May Not Read the Figures"),
               _ ("Ask the administrator of the platform for one with the scope “desk”."));
}

static void
show_error (ZhihuiDeskNoAnswer *self, ZhihuiSituation *situation, const ZhihuiReceipt *receipt)
{
  const char      *name = zhihui_situation_get_source_name (situation);
  const char      *detail = receipt != NULL && receipt->detail != NULL ? receipt->detail : "";
  g_autofree char *words = g_strdup_printf ("%s\n%s", detail, name != NULL ? name : "");

  set_words (
    self, "network-offline-symbolic", _ ("The Platform Could Not Be Read"), g_strstrip (words));
}

/**
 * zhihui_desk_no_answer_show:
 * @source: has told nothing yet
 * @now_us: monotonic time
 */
void
zhihui_desk_no_answer_show (ZhihuiDeskNoAnswer *self, ZhihuiSource *source, gint64 now_us)
{
  ZhihuiSituation     *situation = zhihui_source_get_situation (source);
  const ZhihuiReceipt *receipt = NULL;
  ZhihuiState          state;

  g_return_if_fail (ZHIHUI_IS_DESK_NO_ANSWER (self));

  state = zhihui_situation_judge_source (situation, now_us, &receipt).state;
  if (state == ZHIHUI_STATE_LOADING || now_us < self->trying_us)
    {
      show_reading (self);
      return;
    }
  if (state == ZHIHUI_STATE_REFUSED)
    show_refused (self, receipt, zhihui_desk_state_get_token_fault (source));
  else
    show_error (self, situation, receipt);
  gtk_widget_set_visible (self->buttons, TRUE);
}

/**
 * zhihui_desk_no_answer_try:
 * @source: begins anew, with the token as it is now
 * @now_us: monotonic time
 */
void
zhihui_desk_no_answer_try (ZhihuiDeskNoAnswer *self, ZhihuiSource *source, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_DESK_NO_ANSWER (self));

  self->trying_us = now_us + TRY_SEEN_US;
  show_reading (self);
  zhihui_source_stop (source);
  zhihui_source_start (source);
}

static void
zhihui_desk_no_answer_class_init (ZhihuiDeskNoAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-no-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskNoAnswer, status);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskNoAnswer, buttons);
}

static void
zhihui_desk_no_answer_init (ZhihuiDeskNoAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_reading (self);
}
