// People, and all that proves them, over a database of either kind and a clock that tests move.
#pragma once

#include <chrono>
#include <future>
#include <string>

#include "services/access/access.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {

// The cheapest hash there is: what is tested is not its strength.
inline constexpr access::PasswordCost cheap{1, 8192, 1};

class Doors {
public:
    explicit Doors(Backend backend)
        : ground_(backend), access_(ground_.database(), ground_.writer(), clock(), cheap) {}

    Ground& ground() { return ground_; }
    access::Access& access() { return access_; }
    base::Instant now() const { return now_; }
    void pass(std::chrono::milliseconds time) { now_ += time; }

    // Registers "people/{id}", identifier `{id}@x.example`, in these roles.
    v1::Person add(const std::string& id, const std::vector<std::string>& roles) {
        v1::Event event;
        auto& person = *event.mutable_person_registered()->mutable_person();
        person.set_person(id + "@x.example");
        person.set_title(id);
        person.set_organisation("X");
        person.set_kind(v1::PERSON_KIND_PERSON);
        record(id, event);
        for (const auto& role : roles) {
            v1::PersonChange change;
            change.mutable_give_membership()->set_id("m" + role);
            change.mutable_give_membership()->set_role(role);
            change.mutable_give_membership()->set_from("2000-01-01");
            this->change(id, change);
        }
        return must(access_.people.get("people/" + id, {}));
    }

    void change(const std::string& id, const v1::PersonChange& change) {
        v1::Event event;
        *event.mutable_person_changed()->mutable_change() = change;
        event.mutable_person_changed()->set_effective_on(base::to_string(base::day_of(now_)));
        record(id, event);
    }

    // A token of the person; its secret.
    std::string token(const std::string& id, access::TokenRequest request = {}) {
        request.person = "people/" + id;
        request.title = "Test";
        return must(access_.tokens.make(request)).secret;
    }

    // Who calls with a token, in a capacity.
    base::Result<access::Caller> call(const std::string& secret, const std::string& capacity = "") {
        http::Call call;
        call.procedure = "/ladder.v1.CaseService/GetCase";
        call.headers = {{"Authorization", "Bearer " + secret}};
        if (!capacity.empty()) {
            call.headers.push_back({"Ladder-Capacity", capacity});
        }
        return access_.doorkeeper.caller_of(call);
    }

    // Waits for the answer of a sign-in.
    template <class Begin>
    base::Result<access::SignedIn> signed_in(Begin begin) {
        std::promise<base::Result<access::SignedIn>> promise;
        auto answer = promise.get_future();
        begin([&promise](base::Result<access::SignedIn> result) {
            promise.set_value(std::move(result));
        });
        return answer.get();
    }
    base::Result<access::SignedIn> sign_in(
        const std::string& person,
        const std::string& password,
        const std::string& remote = "192.0.2.1:5000"
    ) {
        return signed_in([&](access::WhenSignedIn done) {
            access_.sign_in.by_password(person, password, remote, std::move(done));
        });
    }
    base::Result<access::SignedIn> welcome(const std::string& code, const std::string& password) {
        return signed_in([&](access::WhenSignedIn done) {
            access_.sign_in.by_invitation(code, password, std::move(done));
        });
    }

    // The code of a fresh link of a person.
    std::string invite(const std::string& id) {
        const auto path = must(access_.invitations.make("people/" + id)).path;
        return path.substr(path.find('=') + 1);
    }

    // Access records of a kind, once all that was submitted is written.
    long long records(v1::AccessKind kind) {
        std::promise<void>
            settled;  // one thread hashes, and what a sign-in leaves it to do is done
        must(access_.threads.run([&settled] { settled.set_value(); }));
        settled.get_future().wait();
        record("flush", [] {
            v1::Event event;
            event.mutable_person_changed();
            return event;
        }());
        return ground_.count(
            "SELECT count(*) FROM access_row WHERE kind = '" + v1::AccessKind_Name(kind) + "'"
        );
    }

private:
    std::function<base::Instant()> clock() {
        return [this] { return now_; };
    }

    void record(const std::string& id, const v1::Event& event) {
        must(ground_.submit(
            Ground::recording({{"people/" + id, event, {}}}, ground_.new_request_id(), actor())
        ));
    }

    static v1::Actor actor() {
        v1::Actor actor;
        actor.set_person("Ann");
        actor.set_capacity("administrator");
        return actor;
    }

    base::Instant now_{
        base::Instant{std::chrono::sys_days{std::chrono::year{2010} / 6 / 1}} +
        std::chrono::hours{9}};
    Ground ground_;
    access::Access access_;
};

}  // namespace ladder::db
