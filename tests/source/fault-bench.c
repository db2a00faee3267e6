/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-bench.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "certificates.h"
#include "fake-platform.h"

#define BOMB_BYTES (100 * 1024 * 1024)
#define RETRY_AT_S 90

struct _FaultBench
{
  char             *folder; /* owned */
  GSubprocess      *nginx;  /* owned */
  GSubprocess      *proxy;  /* owned */
  GDataInputStream *said;   /* owned: what the proxy prints */
  guint16           port;
};

/* Each server, and how it differs from one that serves the files. */
static const struct
{
  const char *name, *directives;
} servers[] = {
  { "good", "location /api/v1/ { alias www/; }" },
  { "e500", "location / { return 500; }" },
  { "e502", "location / { proxy_pass http://unix:@FOLDER@/nobody.sock:/; }" },
  { "e503", "location / { add_header Retry-After 5 always; return 503 '{\"status\":503}'; }" },
  { "e429", "location / { add_header Retry-After 40 always; return 429; }" },
  { "e429date", "location / { add_header Retry-After \"@RETRY_AT@\" always; return 429; }" },
  { "e401", "location / { return 401; }" },
  { "e403", "location / { return 403; }" },
  { "loop", "location / { return 302 $request_uri; }" },
  { "html", "default_type text/html; location / { return 200 '<!DOCTYPE html><p>login'; }" },
  { "htmljson", "default_type text/html; location /api/v1/ { alias www/; }" },
  { "png", "default_type image/png; location / { return 200 '\x89PNG 132'; }" },
  { "empty", "location / { return 200 ''; }" },
  { "close", "location / { return 444; }" },
  { "bomb",
    "location / { add_header Content-Encoding gzip; root bomb; try_files /bomb.gz =404; }" },
  { "huge", "location / { root bomb; try_files /huge =404; }" },
  { "says304", "location /api/v1/ { alias www/; if ($http_if_none_match) { return 304; } }" },
  { "sametag", "location /api/v1/ { etag off; add_header ETag '\"same\"'; alias www/; }" },
  { "tls",
    "ssl_certificate good.pem; ssl_certificate_key good.key; location /api/v1/ { alias www/; }" },
  { "expired",
    "ssl_certificate expired.pem; ssl_certificate_key expired.key; location /api/v1/ { alias www/; "
    "}" },
  { "wronghost",
    "ssl_certificate wronghost.pem; ssl_certificate_key wronghost.key; location /api/v1/ { alias "
    "www/; }" },
  { "unknownca",
    "ssl_certificate unknownca.pem; ssl_certificate_key unknownca.key; location /api/v1/ { alias "
    "www/; }" },
  { "tls10",
    "ssl_certificate good.pem; ssl_certificate_key good.key; ssl_protocols TLSv1; access_log "
    "shown.log shown; ssl_ciphers "
    "ALL:@SECLEVEL=0; "
    "location /api/v1/ { alias www/; }" },
};

static const char configuration[] =
  "daemon off; master_process off; pid nginx.pid; error_log error.log;\n"
  "events { worker_connections 512; }\n"
  "http {\n"
  " access_log off; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;\n"
  " uwsgi_temp_path t4; scgi_temp_path t5; types { } default_type application/json;\n"
  " keepalive_timeout 60s; log_format shown '[$http_authorization]';\n";

static void
write_file (FaultBench *self, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error);
  g_assert_no_error (error);
}

/* @figure: of everything that is counted. */
void
fault_bench_set_figure (FaultBench *self, gint64 n)
{
  static const char *const paths[] = {
    "/meta", "/summary", "/channels", "/alerts", "/rankings/overdue_rate"
  };
  g_autoptr (FakePlatform) platform = fake_platform_new ();

  fake_platform_set_figure (platform, n);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *body = fake_platform_make_body (platform, paths[i], NULL);
      g_autofree char *name = g_strconcat ("www", paths[i], NULL);

      write_file (self, name, body, -1);
    }
}

static void
write_bomb (FaultBench *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bomb", "huge", NULL);
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');

  for (gsize i = 0; i < BOMB_BYTES; i += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (stream, blanks, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  write_file (self,
              "bomb/bomb.gz",
              g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
              (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));

  write_file (self, "bomb/huge", "", 0);
  g_assert_cmpint (truncate (path, BOMB_BYTES), ==, 0);
}

static void
write_configuration (FaultBench *self)
{
  g_autoptr (GString) text = g_string_new (configuration);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, RETRY_AT_S);
  g_autofree char *retry_at = soup_date_time_to_string (later, SOUP_DATE_HTTP);

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      gboolean is_tls = strstr (servers[i].directives, "ssl_certificate") != NULL;

      g_string_append_printf (text,
                              " server { listen unix:%s/%s.sock%s; %s }\n",
                              self->folder,
                              servers[i].name,
                              is_tls ? " ssl" : "",
                              servers[i].directives);
    }
  g_string_append (text, "}\n");
  g_string_replace (text, "@RETRY_AT@", retry_at, 0);
  g_string_replace (text, "alias www/", "alias @FOLDER@/www/", 0);
  g_string_replace (text, "root bomb", "root @FOLDER@/bomb", 0);
  g_string_replace (text, "@FOLDER@", self->folder, 0);
  write_file (self, "nginx.conf", text->str, -1);
}

/* One that is good, and three that are not, each for one reason. */
static void
make_certificates (FaultBench *self)
{
  static const struct
  {
    const char *name, *authority, *names, *to;
  } certificates[] = {
    { "good", "ca", "IP:127.0.0.1", "20380101000000Z" },
    { "expired", "ca", "IP:127.0.0.1", "20260101000000Z" },
    { "wronghost", "ca", "DNS:other.example", "20380101000000Z" },
    { "unknownca", "other", "IP:127.0.0.1", "20380101000000Z" },
  };

  certificates_make_authority (self->folder, "ca");
  certificates_make_authority (self->folder, "other");
  for (guint i = 0; i < G_N_ELEMENTS (certificates); i++)
    certificates_issue (self->folder,
                        certificates[i].authority,
                        certificates[i].name,
                        certificates[i].names,
                        "20250101000000Z",
                        certificates[i].to);
}

/* Who started it may be killed. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
start_process (const char *const *arguments, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

static char *
find_nginx (void)
{
  char *path = g_find_program_in_path ("nginx");

  if (path == NULL && g_file_test ("/usr/sbin/nginx", G_FILE_TEST_IS_EXECUTABLE))
    path = g_strdup ("/usr/sbin/nginx");
  return path;
}

static gboolean
is_served (gpointer user_data)
{
  FaultBench      *self = user_data;
  g_autofree char *path = g_build_filename (self->folder, "tls10.sock", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The main loop turns, though nothing happens in this process. */
static gboolean
turn_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static char *
read_line (FaultBench *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->said, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

/**
 * fault_bench_new:
 * @missing: (out): the program that is not installed
 *
 * Returns: (transfer full) (nullable): a bench that serves 132 of everything
 */
FaultBench *
fault_bench_new (const char **missing)
{
  g_autofree char *nginx = find_nginx ();
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *port = NULL;
  FaultBench      *self;
  guint            turn_id;

  *missing = nginx == NULL ? "nginx" : openssl == NULL ? "openssl" : NULL;
  if (*missing != NULL)
    return NULL;

  self = g_new0 (FaultBench, 1);
  self->folder = make_folder ();
  fault_bench_set_figure (self, 132);
  write_bomb (self);
  make_certificates (self);
  write_configuration (self);

  {
    const char *const arguments[] = { nginx,       "-p", self->folder, "-e",
                                      "error.log", "-c", "nginx.conf", NULL };

    self->nginx = start_process (arguments, G_SUBPROCESS_FLAGS_NONE);
  }
  {
    const char *const arguments[] = { g_getenv ("ZHIHUI_FAULT_PROXY"), NULL };

    self->proxy =
      start_process (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  }
  self->said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->proxy));
  port = read_line (self);
  self->port = (guint16) g_ascii_strtoull (port, NULL, 10);
  turn_id = g_timeout_add (5, turn_cb, NULL);
  await (is_served, self, "nginx serves");
  g_source_remove (turn_id);

  return self;
}

void
fault_bench_free (FaultBench *self)
{
  const char *const arguments[] = { "rm", "-r", self->folder, NULL };

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->proxy), NULL, NULL);
  g_subprocess_wait (self->proxy, NULL, NULL);
  g_subprocess_send_signal (self->nginx, SIGTERM);
  g_subprocess_wait (self->nginx, NULL, NULL);
  g_object_unref (self->said);
  g_object_unref (self->proxy);
  g_object_unref (self->nginx);
  g_spawn_sync (
    NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (self->folder);
  g_free (self);
}

guint16
fault_bench_get_port (FaultBench *self)
{
  return self->port;
}

const char *
fault_bench_get_folder (FaultBench *self)
{
  return self->folder;
}

void
fault_bench_tell (FaultBench *self, const char *command)
{
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  g_autofree char *said = NULL;

  g_assert_true (g_output_stream_write_all (
    g_subprocess_get_stdin_pipe (self->proxy), line, strlen (line), NULL, NULL, NULL));
  said = read_line (self);
  g_assert_cmpstr (said, ==, "ok");
}

void
fault_bench_lead_to (FaultBench *self, const char *server)
{
  g_autofree char *command = g_strdup_printf ("to %s/%s.sock", self->folder, server);

  fault_bench_tell (self, command);
}

void
fault_bench_lead_to_port (FaultBench *self, guint16 port)
{
  g_autofree char *command = g_strdup_printf ("to %u", port);

  fault_bench_tell (self, command);
}
