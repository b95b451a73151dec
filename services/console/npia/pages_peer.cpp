// One peer: what the register says, changing it, and taking them off it.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/command/markings.hpp"
#include "services/console/desks.hpp"
#include "services/console/npia/peer_form.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Data;
using console::Field;
using console::FieldErrors;
using console::Form;
using console::Page;
using console::Visit;

namespace {

constexpr const char* peer_page = "peer";
constexpr const char* form_page = "peer_form";

base::Result<v1::Peer> peer_of(const Visit& visit) {
    v1::GetPeerRequest request;
    request.set_name(name_in(visit, "peers"));
    auto found = visit.read<v1::GetPeerResponse>("PeerService/GetPeer", request);
    if (!found) {
        return found.error();
    }
    return std::move(*found->mutable_peer());
}

base::Result<Page> form_for(
    const Visit& visit,
    const v1::Peer* peer,
    const Form& typed,
    const std::optional<base::Error>& error = {}
) {
    console::Titles titles;
    v1::ListBodiesRequest forces;
    forces.set_kind(v1::BODY_KIND_POLICE_FORCE);
    const auto found =
        visit.read_all("BodyService/ListBodies", forces, &v1::ListBodiesResponse::bodies);
    if (!found) {
        return found.error();
    }
    for (const auto& body : *found) {
        titles.add(body.name(), body.title());
    }
    const auto& templates = visit.desk->templates;
    const auto fields = peer_fields(visit, titles, peer == nullptr, typed);
    FieldErrors errors;
    if (error.has_value() && error->code != base::Code::aborted) {
        errors = errors_of(templates, form_page, fields, typed, by_span(*error));
    }
    Page page{form_page};
    page.crumbs = {{"/peers", templates.text("common", "desk.peers")}};
    if (peer != nullptr) {
        page.crumbs.push_back({"/" + peer->name(), peer->title()});
    }
    page.status = errors.empty() ? 200 : 422;
    auto& data = page.data;
    data.set(
        "heading",
        peer == nullptr ? templates.text(form_page, "heading.new")
                        : templates.text(form_page, "heading.change")
    );
    data.set("action", visit.request.path);
    data.set("back", peer == nullptr ? "/peers" : "/" + peer->name());
    data.set("etag", peer == nullptr ? "" : peer->etag());
    data.set("request_id", console::new_request_id());
    const bool stale = error.has_value() && error->code == base::Code::aborted && peer != nullptr;
    data.set("stale", Data{stale});
    data.set("has_told", Data{false});
    if (stale) {
        page.status = 409;
        data.set("changed_by", visit.people().title(peer->updated_by().person()));
        const auto at = base::from_timestamp(peer->updated_at());
        data.set("changed_at", at ? console::moment_in_words(*at) : std::string{});
        data.set("has_told", Data{!peer->reasons().empty()});
        std::vector<Data> told;
        told.emplace_back(Data::type::object).set("difference", peer->reasons());
        data.set("told", console::list_of(std::move(told)));
    }
    put_form(data, templates, form_page, fields, typed, errors);
    return page;
}

Answer answer_of_form(base::Result<Page> page) {
    return page ? Answer{std::move(*page)} : Answer{page.error()};
}

bool can_mend(const base::Error& error) {
    return error.code == base::Code::invalid_argument ||
           error.code == base::Code::failed_precondition ||
           error.code == base::Code::already_exists || error.code == base::Code::aborted ||
           error.code == base::Code::not_found;
}

Answer show_register(Visit& visit) {
    if (!may_keep_peers(visit)) {
        return base::Error{base::Code::permission_denied, "keeping the register is not yours", {}};
    }
    return answer_of_form(form_for(visit, nullptr, form_of(v1::Peer{})));
}

// "a-smith-example" of "a.smith@example": what the peer's name is made of.
std::string id_of_person(std::string person) {
    for (auto& c : person) {
        const auto byte = static_cast<unsigned char>(c);
        c = std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '-';
    }
    return person;
}

Answer make_peer(Visit& visit) {
    v1::RegisterPeerRequest request;
    auto& peer = *request.mutable_peer();
    tell_form(peer, visit.form);
    peer.set_name("peers/" + id_of_person(peer.person()));
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    const auto made = visit.call<v1::RegisterPeerResponse>("PeerService/RegisterPeer", request);
    if (!made) {
        return can_mend(made.error())
                   ? answer_of_form(form_for(visit, nullptr, visit.form, made.error()))
                   : Answer{made.error()};
    }
    console::Notice notice{"registered", {}};
    notice.values.set("title", made->peer().title());
    visit.leave_notice(notice);
    return console::Redirect{"/" + made->peer().name()};
}

Answer show_change(Visit& visit) {
    const auto peer = peer_of(visit);
    return peer ? answer_of_form(form_for(visit, &*peer, form_of(*peer))) : Answer{peer.error()};
}

base::Result<v1::UpdatePeerResponse> update(const Visit& visit, v1::Peer peer) {
    v1::UpdatePeerRequest request;
    peer.set_etag(visit.form.value("etag"));
    *request.mutable_peer() = std::move(peer);
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    return visit.call<v1::UpdatePeerResponse>("PeerService/UpdatePeer", request);
}

console::Redirect changed_peer(Visit& visit, const v1::Peer& peer, std::string_view what) {
    console::Notice notice{"changed", {}};
    notice.values.set("title", peer.title());
    notice.values.set("what", visit.desk->templates.text(peer_page, what));
    visit.leave_notice(notice);
    return console::Redirect{"/" + peer.name()};
}

Answer change_peer(Visit& visit) {
    const auto peer = peer_of(visit);
    if (!peer) {
        return peer.error();
    }
    auto wanted = *peer;
    tell_form(wanted, visit.form);
    const auto changed = update(visit, std::move(wanted));
    if (!changed) {
        return can_mend(changed.error())
                   ? answer_of_form(form_for(visit, &*peer, visit.form, changed.error()))
                   : Answer{changed.error()};
    }
    return changed_peer(visit, changed->peer(), "done.change");
}

const std::vector<Field>& leave_fields() {
    static const std::vector<Field> fields{
        {"left_on", Field::Kind::date}, {"reasons", Field::Kind::textarea}};
    return fields;
}

Page leave_page(
    const Visit& visit, const v1::Peer& peer, const std::optional<base::Error>& error = {}
) {
    const auto& templates = visit.desk->templates;
    Page page{"peer_leave"};
    FieldErrors errors;
    if (error.has_value()) {
        errors = errors_of(templates, page.name, leave_fields(), visit.form, *error);
        page.status = error->code == base::Code::aborted ? 409 : 422;
    }
    page.crumbs = {
        {"/peers", templates.text("common", "desk.peers")}, {"/" + peer.name(), peer.title()}};
    page.data.set("peer_title", peer.title());
    page.data.set("action", visit.request.path);
    page.data.set("back", "/" + peer.name());
    page.data.set("etag", peer.etag());
    page.data.set("request_id", console::new_request_id());
    put_form(page.data, templates, page.name, leave_fields(), visit.form, errors);
    return page;
}

Answer show_leave(Visit& visit) {
    const auto peer = peer_of(visit);
    return peer ? Answer{leave_page(visit, *peer)} : Answer{peer.error()};
}

Answer leave(Visit& visit) {
    const auto peer = peer_of(visit);
    if (!peer) {
        return peer.error();
    }
    auto wanted = *peer;
    const auto day = visit.form.date("left_on");
    wanted.set_left_on(day.empty() ? console::today_of(visit) : day);
    const auto changed = update(visit, std::move(wanted));
    if (!changed) {
        return can_mend(changed.error()) ? Answer{leave_page(visit, *peer, changed.error())}
                                         : Answer{changed.error()};
    }
    return changed_peer(visit, changed->peer(), "done.leave");
}

Answer show_peer(Visit& visit) {
    const auto peer = peer_of(visit);
    if (!peer) {
        return peer.error();
    }
    v1::GetBodyRequest request;
    request.set_name(peer->home_force());
    const auto force = visit.read<v1::GetBodyResponse>("BodyService/GetBody", request);
    if (!force) {
        return force.error();
    }
    const auto skills = skills_of(visit);
    Page page{peer_page};
    page.crumbs = {{"/peers", visit.desk->templates.text("common", "desk.peers")}};
    auto& data = page.data;
    put_desk_nav(data, visit);
    data.set("peer_title", peer->title());
    data.set("person", peer->person());
    data.set("home_force", force->body().title());
    data.set("home_link", visit.link("/" + force->body().name()));
    std::vector<Data> shown;
    for (const auto& id : peer->skills()) {
        const auto known = std::find_if(skills.begin(), skills.end(), [&](const auto& skill) {
            return skill.value == id;
        });
        shown.emplace_back(Data::type::object)
            .set("skill", known == skills.end() ? console::word_in_words(id) : known->text);
    }
    data.set("has_skills", Data{!shown.empty()});
    data.set("skills", console::list_of(std::move(shown)));
    console::put_text(data, "accredited_from", console::day_in_words(peer->accredited_from()));
    console::put_text(data, "accredited_to", console::day_in_words(peer->accredited_to()));
    console::put_text(data, "accredited_by", peer->accredited_by());
    const auto today = console::today_of(visit);
    data.set("run_out", Data{!peer->accredited_to().empty() && peer->accredited_to() < today});
    data.set("clearance", console::marking_in_words(command::marked(peer->clearance())));
    std::vector<Data> spans;
    for (const auto& span : peer->availability()) {
        auto& days = spans.emplace_back(Data::type::object);
        days.set("from", console::day_in_words(span.from()));
        console::put_text(days, "to", console::day_in_words(span.to()));
    }
    data.set("has_spans", Data{!spans.empty()});
    data.set("spans", console::list_of(std::move(spans)));
    console::put_text(data, "left_on", console::day_in_words(peer->left_on()));
    data.set("path", "/" + peer->name());
    data.set("may_change", Data{may_keep_peers(visit) && !visit.known && peer->left_on().empty()});
    data.set("changed_by", visit.people().title(peer->updated_by().person()));
    const auto at = base::from_timestamp(peer->updated_at());
    data.set("changed_at", at ? console::moment_in_words(*at) : std::string{});
    data.set("changed_because", peer->reasons());
    return page;
}

}  // namespace

void add_peer_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/peers/new", Audience::signed_in, show_register);
    pages.post("/peers/new", Audience::signed_in, make_peer);
    pages.get("/peers/{id}", Audience::signed_in, show_peer);
    pages.get("/peers/{id}/change", Audience::signed_in, show_change);
    pages.post("/peers/{id}/change", Audience::signed_in, change_peer);
    pages.get("/peers/{id}/leave", Audience::signed_in, show_leave);
    pages.post("/peers/{id}/leave", Audience::signed_in, leave);
}

}  // namespace ladder::npia
