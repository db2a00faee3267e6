/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificates.h"

#include <gio/gio.h>

#include "openssl-run.h"

static char *
name_file (const char *folder, const char *name, const char *ending)
{
  return g_strdup_printf ("%s/%s.%s", folder, name, ending);
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

void
certificates_make_authority (const char *folder, const char *name)
{
  g_autofree char *config = name_file (folder, name, "conf");
  g_autofree char *index = name_file (folder, name, "index");
  g_autofree char *key = name_file (folder, name, "key");
  g_autofree char *pem = name_file (folder, name, "pem");
  g_autofree char *subject = g_strconcat ("/CN=", name, NULL);
  g_autofree char *text = g_strdup_printf (
    "[ca]\ndefault_ca=a\n[a]\ndatabase=%s\nnew_certs_dir=%s\ndefault_md=sha256\n"
    "rand_serial=yes\npolicy=p\nunique_subject=no\ncertificate=%s\nprivate_key=%s\n"
    "[p]\ncommonName=supplied\n",
    index,
    folder,
    pem,
    key);

  write_file (config, text);
  write_file (index, "");
  g_assert_true (openssl_run ("req",
                              "-x509",
                              "-newkey",
                              "ec",
                              "-pkeyopt",
                              "ec_paramgen_curve:P-256",
                              "-nodes",
                              "-keyout",
                              key,
                              "-out",
                              pem,
                              "-days",
                              "30",
                              "-subj",
                              subject,
                              "-addext",
                              "keyUsage=critical,keyCertSign",
                              NULL));
}

void
certificates_renew (const char *folder,
                    const char *authority,
                    const char *name,
                    const char *renewed,
                    const char *names,
                    const char *from,
                    const char *to)
{
  g_autofree char *config = name_file (folder, authority, "conf");
  g_autofree char *key = name_file (folder, name, "key");
  g_autofree char *request = name_file (folder, renewed, "csr");
  g_autofree char *extensions = name_file (folder, renewed, "ext");
  g_autofree char *pem = name_file (folder, renewed, "pem");
  g_autofree char *subject = g_strconcat ("/CN=", renewed, NULL);
  g_autofree char *text =
    g_strconcat ("basicConstraints=CA:FALSE\nsubjectAltName=", names, "\n", NULL);

  write_file (extensions, text);
  g_assert_true (openssl_run ("req", "-new", "-key", key, "-out", request, "-subj", subject, NULL));
  g_assert_true (openssl_run ("ca",
                              "-batch",
                              "-notext",
                              "-config",
                              config,
                              "-in",
                              request,
                              "-out",
                              pem,
                              "-extfile",
                              extensions,
                              "-startdate",
                              from,
                              "-enddate",
                              to,
                              NULL));
}

void
certificates_issue (const char *folder,
                    const char *authority,
                    const char *name,
                    const char *names,
                    const char *from,
                    const char *to)
{
  g_autofree char *key = name_file (folder, name, "key");

  g_assert_true (openssl_run (
    "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key, NULL));
  certificates_renew (folder, authority, name, name, names, from, to);
}

char *
certificates_dup_pin (const char *path)
{
  const char *const line[] = {
    "sh",
    "-c",
    "openssl x509 -in \"$0\" -noout -pubkey | openssl pkey -pubin -outform DER |"
    " openssl dgst -sha256 -binary | openssl base64",
    path,
    NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) shell = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (shell, NULL, NULL, &out, NULL, &error));
  return g_strconcat ("sha256//", g_strstrip (out), NULL);
}
