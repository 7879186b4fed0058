// compile/select.c - select: the cases are laid in the frame, one instruction chooses.
#include "compile/compile_int.h"

enum { DIRECTION_SEND = 1, DIRECTION_RECV = 2 };

typedef struct SelectCase {
    Node *comm;
    Slot value;          // low slots of the value sent or received, a big one's own
    Type *elem;
    Label label;
} SelectCase;

static Node *comm_channel(const Node *comm) {
    return comm->x->op == OSEND ? comm->x->x : comm->x->op == ORECV ? comm->x->x : comm->x->y->x;
}

// Evaluates channel and value of one case and fills its entry of the table.
static void lay_case(FuncBuilder *fb, SelectCase *c, Slot entry) {
    Node *channel = comm_channel(c->comm);
    bool is_send = c->comm->x->op == OSEND;
    c->elem = type_underlying(channel->type)->elem;
    fb->pos = c->comm->pos;
    expr_to(fb, channel, entry);
    bool is_big = type_is_big(c->elem);
    c->value = is_big ? slots_alloc(fb, c->elem) : low_alloc(fb, c->elem);
    if (is_send) expr_to(fb, c->comm->x->y, c->value);
    else if (is_big) emit_new(fb, c->elem, c->value);
    if (is_big) emit_move(fb, entry + 1, c->value, 1);
    else if (type_size(c->elem))
        emit_lea(fb, entry + 1, (uint64_t)c->value * 8, (uint64_t)type_slots(c->elem) * 8);
    else emit_zero(fb, entry + 1, 1);
    emit_int(fb, entry + 2, is_send ? DIRECTION_SEND : DIRECTION_RECV);
}

static void store_received(FuncBuilder *fb, const SelectCase *c, Slot ok) {
    Node *recv = c->comm->x;
    if (recv->op != OAS2RECV) return;
    for (uint32_t i = 0; i < recv->list.count && i < 2; i++) {
        Node *target = recv->list.items[i];
        if (!target) continue;
        uint32_t mark = slots_mark(fb);
        Type *type = i ? type_basic[TYPE_BOOL] : c->elem;
        Place from = i || type_is_big(type) ? place_slot(type, i ? ok : c->value)
                                            : place_frame(type, (uint64_t)c->value * 8);
        Node *value = slot_node(fb, type, place_slot_of(fb, &from));
        if (type_is_interface(target->type) && !type_identical(target->type, type)) {
            Node *convert = node_new(OCONVIFACE, target->pos, target->type);
            convert->x = value;
            value = convert;
        }
        Place place = place_of(fb, target);
        place_assign(fb, &place, value);
        slots_release(fb, mark);
    }
}

static void comm_body(FuncBuilder *fb, const SelectCase *c, Slot ok, Label end) {
    uint32_t mark = slots_mark(fb);
    label_here(fb, c->label);
    fb->pos = c->comm->pos;
    stmt_list(fb, &c->comm->init);
    if (c->comm->x) store_received(fb, c, ok);
    stmt_list(fb, &c->comm->body);
    emit_jump(fb, end);
    slots_release(fb, mark);
}

// The table of cases: channel, address, direction each.
static Slot cases_alloc(FuncBuilder *fb, uint32_t count) {
    uint8_t *kinds = arena_alloc(&fb->arena, count * SELECT_CASE_SLOTS + 1);
    for (uint32_t i = 0; i < count * SELECT_CASE_SLOTS; i++)
        kinds[i] = i % SELECT_CASE_SLOTS == 2 ? SLOT_SCALAR : SLOT_POINTER;
    return low_alloc_kinds(fb, kinds, count * SELECT_CASE_SLOTS);
}

void stmt_select(FuncBuilder *fb, Node *node) {
    static const uint8_t chosen_kinds[2] = {SLOT_SCALAR, SLOT_SCALAR};
    uint32_t mark = slots_mark(fb);
    Target target;
    target_push(fb, &target, node);
    uint32_t count = 0, clauses = node->list.count;
    SelectCase *cases = ARENA_ARRAY(&fb->arena, SelectCase, clauses + 1);
    SelectCase *other = NULL;
    Slot chosen = slots_alloc_kinds(fb, chosen_kinds, 2);
    Slot address = slots_alloc_pointer(fb);
    Slot table = cases_alloc(fb, clauses);
    for (uint32_t i = 0; i < clauses; i++) {
        cases[i] = (SelectCase){.comm = node->list.items[i], .label = label_new(fb)};
        if (!cases[i].comm->x) other = &cases[i];
        else lay_case(fb, &cases[i], table + count++ * SELECT_CASE_SLOTS);
    }
    fb->pos = node->pos;
    if (count) emit_lea(fb, address, (uint64_t)table * 8, (uint64_t)count * SELECT_CASE_SLOTS * 8);
    else emit_zero(fb, address, 1);
    emit_abc(fb, OP_SELECT, chosen, address, 0);
    emit_word(fb, count | (other ? 1u << 16 : 0));
    uint32_t index = 0;
    for (uint32_t i = 0; i < clauses; i++)
        if (&cases[i] != other) emit_branch(fb, OP_JEQI, chosen, index++, cases[i].label);
    if (other) emit_jump(fb, other->label);
    for (uint32_t i = 0; i < clauses; i++)
        comm_body(fb, &cases[i], chosen + 1, target.break_label);
    label_here(fb, target.break_label);
    fb->targets = target.outer;
    slots_release(fb, mark);
}
