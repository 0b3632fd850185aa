# ruff: noqa: F821, PTH123, S608
"""One of each thing that the rules beside it are to see; it is read by `bin/audit` and never run."""


def sent_into_a_query(request):
    by = request.GET["by"]
    return Complaint.objects.filter(platform=request.platform.id).order_by(by)


def sent_into_an_alias(request):
    named = {request.POST["name"]: Count("id")}
    return Complaint.objects.annotate(**named)


def sent_into_sql(request):
    return rows(f"SELECT id FROM complaint_row WHERE number = '{request.GET['number']}'", ())


def sent_into_a_path(request):
    return open("/srv/" + request.GET["name"]).read()


def sent_into_a_command(request):
    subprocess.run(["convert", request.POST["options"]])


def sent_into_a_fetch(request):
    return urllib.request.urlopen(request.POST["address"])


def sent_into_a_redirect(request):
    to = request.GET.get("next", "/")
    return redirect(to)


def led_to_a_place_of_ours(request):
    to = request.GET.get("next", "/")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()})
    return redirect(to if ours else reverse("home", args=[request.GET.get("tab", "")]))


def sent_as_a_template(request):
    return Template(request.POST["letter"]).render()


def sent_as_a_format(request):
    return request.POST["letter"].format(case=request.case)


def secret_compared_in_the_open(key, body, given):
    return hmac.new(key, body, "sha256").hexdigest() == given


def token_not_checked(token, key):
    return jwt.decode(token, key, options={"verify_signature": False})


def certificate_not_checked(context):
    context.check_hostname = False


@csrf_exempt
def form_without_its_token(request):
    request.person.delete()
