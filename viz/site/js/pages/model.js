export async function model() {
}
