/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"
#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-remote-caller.h"
#include "zhihui-secure-post.h"
#include "zhihui-source-options.h"
#include "zhihui-wall-caller.h"
#include "zhihui-wall-status.h"
#include "zhihui-wire-telling.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

typedef struct
{
  char    *screen, *output;             /* owned or NULL */
  char    *host, *token_file, *ca_file; /* owned or NULL */
  char    *source, *by, *note;          /* owned or NULL: of a note on an alert */
  int      width;
  gboolean is_json;
} CtlOptions;

static void
ctl_options_clear (CtlOptions *self)
{
  g_free (self->screen);
  g_free (self->output);
  g_free (self->host);
  g_free (self->token_file);
  g_free (self->ca_file);
  g_free (self->source);
  g_free (self->by);
  g_free (self->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlOptions, ctl_options_clear)

/* Asks, and prints what is to be printed. @word: what follows the verb, "" nothing. */
typedef gboolean (*VerbFunc) (CtlOptions *self,
                              const char *method,
                              const char *word,
                              GError    **error);

/* The wall of this session, or the one of --host. */
static GVariant *
ask (CtlOptions *self, const char *method, GVariant *parameters, GError **error)
{
  const ZhihuiRemotePlace place = { self->host, self->token_file, self->ca_file };

  return self->host != NULL ? zhihui_remote_caller_call (&place, method, parameters, error)
                            : zhihui_wall_caller_call (method, parameters, error);
}

static gboolean
call (CtlOptions *self, const char *method, GVariant *parameters, GError **error)
{
  g_autoptr (GVariant) answer = ask (self, method, parameters, error);

  return answer != NULL;
}

static gboolean
call_screen (CtlOptions *self, const char *method, const char *word, GError **error)
{
  return call (
    self, method, g_variant_new ("(s)", self->screen != NULL ? self->screen : ""), error);
}

static gboolean
call_page (CtlOptions *self, const char *method, const char *word, GError **error)
{
  return call (
    self, method, g_variant_new ("(ss)", word, self->screen != NULL ? self->screen : ""), error);
}

static gboolean
call_on (CtlOptions *self, const char *method, const char *word, GError **error)
{
  return call (self, method, g_variant_new ("(b)", TRUE), error);
}

static gboolean
call_off (CtlOptions *self, const char *method, const char *word, GError **error)
{
  return call (self, method, g_variant_new ("(b)", FALSE), error);
}

static gboolean
call_switch (CtlOptions *self, const char *method, const char *word, GError **error)
{
  if (g_str_equal (word, "on") || g_str_equal (word, "off"))
    return call (self, method, g_variant_new ("(b)", g_str_equal (word, "on")), error);

  g_set_error (
    error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("'%s' is neither on nor off"), word);
  return FALSE;
}

static gboolean
call_status (CtlOptions *self, const char *method, const char *word, GError **error)
{
  g_autoptr (GVariant) answer = ask (self, method, g_variant_new ("()"), error);
  g_autoptr (GVariant) status = NULL;
  g_autofree char *text = NULL;

  if (answer == NULL)
    return FALSE;

  status = g_variant_get_child_value (answer, 0);
  text = self->is_json ? zhihui_wall_status_to_json (status) : zhihui_wall_status_to_text (status);
  g_print (self->is_json ? "%s\n" : "%s", text);
  return TRUE;
}

static gboolean
call_picture (CtlOptions *self, const char *method, const char *word, GError **error)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) png = NULL;

  if (self->output == NULL || !g_str_has_suffix (self->output, ".png"))
    {
      g_set_error_literal (
        error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("no file is given: say -o FILE.png"));
      return FALSE;
    }

  answer =
    ask (self,
         method,
         g_variant_new ("(su)", self->screen != NULL ? self->screen : "", (guint32) self->width),
         error);
  if (answer == NULL)
    return FALSE;

  png = g_variant_get_child_value (answer, 0);
  return g_file_set_contents_full (self->output,
                                   g_variant_get_data (png),
                                   (gssize) g_variant_get_size (png),
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600,
                                   error);
}

static GUri *
make_ack_uri (const char *source, const char *id, GError **error)
{
  g_autoptr (ZhihuiAddress) address = zhihui_address_parse (source, error);
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *text = NULL;

  if (address == NULL)
    return NULL;

  text = g_strdup_printf ("%s/alerts/%s/ack", address->base, escaped);
  return g_uri_parse (text, SOUP_HTTP_URI_FLAGS, error);
}

/* The platform is told by a token of the desk: that of a wall cannot write. The wall of this
 * session, if there is one, interrupts no more for it at once. */
static gboolean
call_alert_ack (CtlOptions *self, const char *method, const char *word, GError **error)
{
  const char      *source = self->source != NULL ? self->source : g_getenv ("ZHIHUI_SOURCE");
  ZhihuiSecurePost post = { .token_file = self->token_file,
                            .ca_file = self->ca_file,
                            .type = "application/json",
                            .if_match = "*" };
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *body = NULL;

  if (source == NULL || self->by == NULL || self->token_file == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("alert-ack needs --name, --token-file and --source"));
      return FALSE;
    }

  uri = make_ack_uri (source, word, error);
  if (uri == NULL)
    return FALSE;

  body = zhihui_wire_encode_alert_note (self->by, self->note != NULL ? self->note : "");
  post.uri = uri;
  post.body = body;
  answer = zhihui_secure_post (&post, NULL, error);
  if (answer != NULL)
    {
      g_autoptr (GVariant) told =
        zhihui_wall_caller_call (method, g_variant_new ("(s)", word), NULL);
    }

  return answer != NULL;
}

static const struct
{
  const char *verb;
  const char *method;
  const char *needs; /* what must follow; NULL nothing may */
  gboolean    is_optional;
  VerbFunc    call;
} verbs[] = {
  { "next", "Next", NULL, FALSE, call_screen },
  { "previous", "Previous", NULL, FALSE, call_screen },
  { "hold", "Hold", NULL, FALSE, call_on },
  { "release", "Hold", NULL, FALSE, call_off },
  { "show", "Show", N_ ("PAGE"), FALSE, call_page },
  { "pin", "Pin", N_ ("PAGE"), TRUE, call_page },
  { "unpin", "Unpin", NULL, FALSE, call_screen },
  { "curtain", "Curtain", N_ ("on|off"), FALSE, call_switch },
  { "status", "Status", NULL, FALSE, call_status },
  { "picture", "Picture", NULL, FALSE, call_picture },
  { "alert-ack", "AcknowledgeAlert", N_ ("ID"), FALSE, call_alert_ack },
};

/* Three of them: a note on an alert. */
#define NOTE_OPTIONS(options)                                                                      \
  ZHIHUI_OPTION (                                                                                  \
    "name", 0, STRING, &(options)->by, N_ ("Who takes note of the alert"), N_ ("NAME")),           \
    ZHIHUI_OPTION (                                                                                \
      "note", 0, STRING, &(options)->note, N_ ("What was done about it"), N_ ("TEXT")),            \
    ZHIHUI_OPTION ("source",                                                                       \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(options)->source,                                                             \
                   N_ ("The platform that has the alert (else $ZHIHUI_SOURCE)"),                   \
                   N_ ("URL"))

static gboolean
parse_options (CtlOptions *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("screen",
                   0,
                   STRING,
                   &self->screen,
                   N_ ("Which screen (default: all, or the first)"),
                   N_ ("NAME")),
    ZHIHUI_OPTION ("json", 0, NONE, &self->is_json, N_ ("Prints JSON"), NULL),
    ZHIHUI_OPTION (
      "output", 'o', FILENAME, &self->output, N_ ("File of the picture: .png"), N_ ("FILE")),
    ZHIHUI_OPTION (
      "width", 0, INT, &self->width, N_ ("At most so wide a picture, in pixels"), N_ ("PIXELS")),
    ZHIHUI_OPTION (
      "host", 0, STRING, &self->host, N_ ("A wall on another machine"), N_ ("HOST:PORT")),
    ZHIHUI_OPTION ("token-file",
                   0,
                   FILENAME,
                   &self->token_file,
                   N_ ("File with the token of that wall, or of a desk for alert-ack"),
                   N_ ("FILE")),
    ZHIHUI_OPTION ("ca",
                   0,
                   FILENAME,
                   &self->ca_file,
                   N_ ("Authority of its certificate, instead of the system's"),
                   N_ ("FILE")),
    NOTE_OPTIONS (self),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (
    /* Translators: only the words in capitals are to be translated. */
    _ ("next|previous|hold|release|show PAGE|pin [PAGE]|unpin|curtain on|off|status|picture|"
       "alert-ack ID"));

  g_option_context_set_summary (
    context, _ ("Steers the wall that runs in this session, or one on another machine."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (self->width < 0)
    {
      g_set_error_literal (
        error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--width cannot be negative"));
      return FALSE;
    }
  if (self->host == NULL || self->token_file != NULL)
    return TRUE;

  g_set_error_literal (
    error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("--host needs --token-file as well"));
  return FALSE;
}

/* The verb and what follows it. Returns its index, or -1 with @error. */
static int
find_verb (int argc, char **argv, GError **error)
{
  const char *verb = argc > 1 ? argv[1] : "";

  for (int i = 0; i < (int) G_N_ELEMENTS (verbs); i++)
    {
      const int n_words = verbs[i].needs != NULL ? 1 : 0;

      if (!g_str_equal (verbs[i].verb, verb))
        continue;
      if (argc - 2 > n_words)
        g_set_error (
          error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("'%s' is too much"), argv[2 + n_words]);
      else if (argc - 2 < n_words && !verbs[i].is_optional)
        g_set_error (error,
                     G_OPTION_ERROR,
                     G_OPTION_ERROR_FAILED,
                     _ ("%s: %s is missing"),
                     verb,
                     gettext (verbs[i].needs));
      else
        return i;
      return -1;
    }

  if (*verb == '\0')
    g_set_error_literal (
      error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("what the wall shall do is missing"));
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("a wall cannot '%s'"), verb);
  return -1;
}

/**
 * zhihui_ctl_main:
 *
 * `zhihui ctl`: steers a running wall.
 *
 * Returns: the exit status
 */
int
zhihui_ctl_main (int argc, char **argv)
{
  g_auto (CtlOptions) self = { 0 };
  g_autoptr (GError) error = NULL;
  int verb = -1, status;

  g_set_prgname ("zhihui ctl");
  if (parse_options (&self, &argc, &argv, &error))
    verb = find_verb (argc, argv, &error);
  if (verb >= 0 && verbs[verb].call (&self, verbs[verb].method, argc > 2 ? argv[2] : "", &error))
    return ZHIHUI_EXIT_OK;

  status = error->domain == G_OPTION_ERROR ? ZHIHUI_EXIT_USAGE : ZHIHUI_EXIT_FAILED;
  g_printerr ("zhihui ctl: %s\n", error->message);
  if (status == ZHIHUI_EXIT_USAGE)
    {
      g_printerr (_ ("'%s --help' tells the options."), "zhihui ctl");
      g_printerr ("\n");
    }
  return status;
}
